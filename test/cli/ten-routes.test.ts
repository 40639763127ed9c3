import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { lockstep } from "../support/cli.ts";
import { makeRepository, type TestRepository } from "../support/repository.ts";

const CLI = fileURLToPath(new URL("../../dist/cli.mjs", import.meta.url));
const FILE = "src/retry.ts";
const NEW = "export const RETRY_LIMIT = 5;\n";
const PATCH = `--- a/${FILE}\n+++ b/${FILE}\n@@ -1 +1 @@\n-export const RETRY_LIMIT = 3;\n+${NEW}`;

type Tool = readonly [name: string, input: (root: string) => object];

const bash = (command: string): Tool => ["Bash", () => ({ command })];

/** A way to write code while only a plan is asked for. */
interface Route {
  /** The call an agent makes; absent where no agent's tool is used. */
  readonly tool?: Tool;
  /** The same, done where no hook saw it. */
  readonly done: string;
  /** The file that gives it away. */
  readonly seen?: string;
}

/** The two ways through an editor end on disk alike; test/editor sees them in the editor itself. */
const ROUTES: Readonly<Record<string, Route>> = {
  "an editor's save": { done: `printf '%s' '${NEW}' > ${FILE}` },
  "a workspace edit": { done: `printf '%s' '${NEW}' > ${FILE}.tmp && mv ${FILE}.tmp ${FILE}` },
  "the Edit tool": {
    tool: ["Edit", (root) => ({ file_path: join(root, FILE), old_string: "3", new_string: "5" })],
    done: `sed -i s/3/5/ ${FILE}`,
  },
  "the Write tool": {
    tool: ["Write", (root) => ({ file_path: join(root, FILE), content: NEW })],
    done: `printf '%s' '${NEW}' > ${FILE}`,
  },
  "a here document": {
    tool: bash(`cat > ${FILE} <<'EOF'\n${NEW}EOF`),
    done: `cat > ${FILE} <<'EOF'\n${NEW}EOF`,
  },
  "python3 -c": {
    tool: bash(`python3 -c "open('${FILE}','w').write('x = 5')"`),
    done: `python3 -c "open('${FILE}','w').write('x = 5')"`,
  },
  "sed -i": { tool: bash(`sed -i s/3/5/ ${FILE}`), done: `sed -i s/3/5/ ${FILE}` },
  "git apply": { tool: bash("git apply ../fix.patch"), done: "git apply ../fix.patch" },
  mv: {
    tool: bash(`mv ${FILE} src/again.ts`),
    done: `mv ${FILE} src/again.ts && echo 'x' >> src/again.ts`,
    seen: "src/again.ts",
  },
  "commit --no-verify": {
    tool: bash(`git commit --no-verify -am x`),
    done: `sed -i s/3/5/ ${FILE} && git commit -q --no-verify -am x`,
  },
  "git checkout other -- file": {
    tool: bash(`git checkout other -- ${FILE}`),
    done: `git checkout other -- ${FILE}`,
  },
};

describe("ten routes round a gate", () => {
  let repository: TestRepository;
  let document: string;

  beforeEach(() => {
    repository = makeRepository({
      ".lockstep/config.jsonc": '{ "protocols": ["lockstep:gated-phases"] }\n',
      [FILE]: "export const RETRY_LIMIT = 3;\n",
    });
    repository.git("checkout", "-q", "-b", "other");
    repository.write(FILE, NEW);
    repository.commit("other");
    repository.git("checkout", "-q", "main");
    repository.git("checkout", "-q", "-b", "feature");
    assert.equal(lockstep(repository, "start", "Retry").code, 0);
    const [change] = readdirSync(join(repository.root, ".lockstep/changes"));
    document = `.lockstep/changes/${change}/1-clarifying-questions.md`;
    repository.commit("start");
    assert.equal(lockstep(repository, "hooks", "install").code, 0);
    repository.write("../fix.patch", PATCH);
  });
  afterEach(() => repository.dispose());

  const asked = (call: object): string => {
    const input = JSON.stringify({ session_id: "s", cwd: repository.root, ...call });
    const args = [CLI, "hook", "--agent", "claude"];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: repository.root,
      env: repository.env,
      input,
      encoding: "utf8",
    });
    assert.equal(status, 0, stderr);
    return stdout;
  };
  const before = ([tool_name, input]: Tool): string =>
    asked({ hook_event_name: "PreToolUse", tool_name, tool_input: input(repository.root) });
  const planning: Tool = [
    "Edit",
    (root) => ({ file_path: join(root, document), old_string: "# Phase 1", new_string: "# Phase 1" }),
  ];
  const shell = (line: string): number | null =>
    spawnSync("sh", ["-c", line], { cwd: repository.root, env: repository.env }).status;

  for (const [name, { tool, done, seen = FILE }] of Object.entries(ROUTES))
    it(`${name} is noticed at the earliest boundary that can`, () => {
      const committed = name === "commit --no-verify";
      if (tool) {
        const denied = before(tool);
        assert.match(denied, /"permissionDecision":"deny"/);
        assert.match(denied, /phase 1, “Clarifying Questions”/);
        assert.equal(repository.git("status", "--porcelain"), "", "refused, and nothing has happened");
      }
      assert.equal(before(planning), "", "planning goes on");
      assert.equal(shell(done), 0, done);

      assert.match(before(planning), new RegExp(`deny.*${seen}.*only plans`), "the next tool call");
      assert.equal(before(planning), "", "told once");
      const stop = { hook_event_name: "Stop", last_assistant_message: "Done.", stop_hook_active: false };
      assert.match(asked(stop), new RegExp(`"decision":"block".*${seen}.*only plans`), "the end of the turn");
      const { code, out } = lockstep(repository, "check");
      assert.equal(code, 1, out);
      assert.match(out, new RegExp(`${seen}:\\d+.*gate/code-too-early`), "the check");
      if (!committed) {
        repository.git("add", "-A");
        assert.notEqual(shell("git commit -q -m x"), 0, "the commit");
        assert.equal(shell("git commit -q --no-verify -m x"), 0);
      }
      const ci = lockstep(repository, "check", "--base", "main");
      assert.equal(ci.code, 1, ci.out);
      assert.match(ci.out, new RegExp(`${seen}:\\d+.*gate/code-too-early`), "CI");
    });

  it("lets an agent bring a file back to what it was", () => {
    repository.write(FILE, NEW);
    const back: Tool = [
      "Edit",
      (root) => ({ file_path: join(root, FILE), old_string: "5", new_string: "3" }),
    ];
    assert.equal(before(back), "");
    const further: Tool = [
      "Edit",
      (root) => ({ file_path: join(root, FILE), old_string: "5", new_string: "6" }),
    ];
    assert.match(before(further), /deny/);
  });
});
