import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ledgerStore } from "#adapters/ledger/store";
import { type Ended, lockstep } from "../support/cli.ts";
import { makeRepository, type TestRepository } from "../support/repository.ts";

const CLI = fileURLToPath(new URL("../../dist/cli.mjs", import.meta.url));
const MARKER = "=== AWAITING APPROVAL — DO NOT PROCEED ===";
const FILES = {
  ".lockstep/config.jsonc": '{ "protocols": ["docs/protocol.md"] }\n',
  "docs/protocol.md":
    "# Ours\n\n| Surface | Requirement |\n| --- | --- |\n| Backend logic | Tested |\n| Documentation | True |\n",
  "src/retry.ts": "export const RETRY_LIMIT = 3;\n",
};

/** Runs the hook with a text on standard input. */
function sent(repository: TestRepository, agent: string, input: string, cwd = repository.root): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, "hook", "--agent", agent], {
    cwd,
    env: repository.env,
    input,
    encoding: "utf8",
  });
  return { code: status, out: stdout, err: stderr };
}

/** What each agent sends before an edit of a file, in its own words. */
const EDITS: Readonly<Record<string, (cwd: string, path: string) => object>> = {
  claude: (cwd, path) => ({
    session_id: "s",
    cwd,
    hook_event_name: "PreToolUse",
    tool_name: "Edit",
    tool_input: { file_path: join(cwd, path), old_string: "3", new_string: "5" },
    tool_use_id: "toolu_1",
  }),
  codex: (cwd, path) => ({
    session_id: "s",
    cwd,
    hook_event_name: "PreToolUse",
    tool_name: "apply_patch",
    tool_input: {
      command: `*** Begin Patch\n*** Update File: ${path}\n@@\n-export const RETRY_LIMIT = 3;\n+export const RETRY_LIMIT = 5;\n*** End Patch`,
    },
  }),
  vscode: (cwd, path) => ({
    session_id: "s",
    cwd,
    hook_event_name: "PreToolUse",
    tool_name: "replace_string_in_file",
    tool_input: { filePath: join(cwd, path), oldString: "3", newString: "5" },
    tool_use_id: "call_1__vscode-1795218135194",
  }),
  copilot: (cwd, path) => ({
    sessionId: "s",
    cwd,
    toolName: "edit",
    toolArgs: { path: join(cwd, path), old_str: "3", new_str: "5" },
  }),
  gemini: (cwd, path) => ({
    session_id: "s",
    cwd,
    hook_event_name: "BeforeTool",
    tool_name: "replace",
    tool_input: { file_path: join(cwd, path), old_string: "3", new_string: "5" },
  }),
  opencode: (cwd, path) => ({
    event: "tool.execute.before",
    sessionID: "s",
    directory: cwd,
    tool: "edit",
    args: { filePath: join(cwd, path), oldString: "3", newString: "5" },
  }),
  cursor: (cwd, path) => ({
    conversation_id: "s",
    hook_event_name: "preToolUse",
    workspace_roots: [cwd],
    tool_name: "Edit",
    tool_input: { file_path: join(cwd, path), old_string: "3", new_string: "5" },
  }),
};

/** A hundred times a day, and none of anybody's business outside a phase that only plans. */
const COMMANDS = [
  "ls -la",
  "npm test",
  "npm run build",
  "npm install left-pad",
  "npx tsc --noEmit",
  "node scripts/build.mjs",
  "python3 -m pytest -q",
  "python3 -c \"open('src/x.py','w').write('x')\"",
  "cat > src/b.ts <<'EOF'\nexport const B = 1;\nEOF",
  "sed -i 's/3/5/' src/retry.ts",
  "git apply fix.patch",
  "mv src/retry.ts src/again.ts",
  "cp a b",
  "rm -rf dist",
  "mkdir -p src/new",
  "touch src/c.ts",
  "git status",
  "git add -A && git commit -m 'x'",
  "git checkout other -- src/retry.ts",
  "git stash && git stash pop",
  "git rebase main",
  "git push origin HEAD",
  "make test",
  "cargo test",
  "go test ./...",
  "docker compose up -d",
  "curl -s http://localhost:3000/health",
  "echo x > src/a.ts",
  "tee src/a.ts < b",
  "find . -name '*.tmp' -delete",
  "bash scripts/release.sh",
  "psql -c 'select 1'",
  "rg TODO | head",
];

describe("lockstep hook", () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository(FILES);
  });
  afterEach(() => repository.dispose());

  for (const [agent, edit] of Object.entries(EDITS))
    it(`${agent}: lets an edit pass with nothing said, and denies one of the protocol`, () => {
      const passed = sent(repository, agent, JSON.stringify(edit(repository.root, "src/retry.ts")));
      assert.deepEqual(passed, { code: 0, out: "", err: "" });
      for (const path of ["docs/protocol.md", ".lockstep/config.jsonc", ".claude/settings.json"]) {
        const denied = sent(repository, agent, JSON.stringify(edit(repository.root, path)));
        assert.equal(denied.code, 0, denied.err);
        assert.match(denied.out, /deny/);
        assert.match(denied.out, /agents do not edit it/);
        assert.equal(denied.err, "");
      }
    });

  it("ends with 2 and a text on whatever it cannot judge, never with 1", () => {
    for (const input of [
      "",
      "rubbish",
      "[]",
      '{"hook_event_name":"PreToolUse","tool_name":"Write","tool_input":{}}',
      '{"hook_event_name":"PreToolUse","tool_name":"apply_patch","tool_input":{"command":"x"}}',
      "x".repeat(11 * 1024 * 1024),
    ]) {
      const { code, out, err } = sent(repository, "claude", input);
      assert.equal(code, 2, input.slice(0, 80));
      assert.equal(out, "");
      assert.match(err, /refused: ./);
    }
    const { code, err } = sent(repository, "nobody", "{}");
    assert.equal(code, 2);
    assert.match(err, /claude, codex/);
    assert.equal(lockstep(repository, "hook").code, 2);
  });

  it("ends with 2 where git cannot be asked", () => {
    const env = { ...repository.env, PATH: "/nowhere" };
    const input = JSON.stringify(EDITS["claude"]!(repository.root, "src/retry.ts"));
    const { code, err } = sent({ ...repository, env }, "claude", input);
    assert.equal(code, 2);
    assert.match(err, /git was not found/);
  });

  it("has nothing to say outside repositories, and in those that are not set up", () => {
    const edit = EDITS["claude"]!;
    const other = makeRepository({ "src/retry.ts": "3\n" });
    try {
      for (const folder of [tmpdir(), other.root])
        for (const path of ["src/retry.ts", ".claude/settings.json"])
          assert.deepEqual(sent(repository, "claude", JSON.stringify(edit(folder, path)), folder), {
            code: 0,
            out: "",
            err: "",
          });
    } finally {
      other.dispose();
    }
  });

  it("judges the repository of the file, wherever the agent works", () => {
    const input = { ...EDITS["claude"]!(repository.root, "docs/protocol.md"), cwd: tmpdir() };
    assert.match(sent(repository, "claude", JSON.stringify(input), tmpdir()).out, /deny/);
  });

  it("sees through links, dots and spellings", () => {
    symlinkSync(".lockstep", join(repository.root, "friendly"));
    for (const path of [
      "friendly/config.jsonc",
      "src/../.lockstep/config.jsonc",
      "./docs//protocol.md",
      ".LOCKSTEP/config.jsonc",
    ]) {
      const input = EDITS["claude"]!(repository.root, path);
      assert.match(sent(repository, "claude", JSON.stringify(input)).out, /deny/, path);
    }
  });

  it("keeps git's own folder closed, in a worktree too", () => {
    const worktree = join(repository.root, "..", "side");
    repository.git("worktree", "add", "-q", worktree);
    for (const path of [".git/hooks/pre-commit", "../work/.git/hooks/pre-commit", ".git"]) {
      const input = JSON.stringify(EDITS["claude"]!(worktree, path));
      assert.match(sent(repository, "claude", input, worktree).out, /deny/, path);
    }
  });

  it("holds even when the configuration was taken away", () => {
    repository.remove(".lockstep/config.jsonc");
    const input = EDITS["claude"]!(repository.root, ".lockstep/config.jsonc");
    assert.match(sent(repository, "claude", JSON.stringify(input)).out, /deny/);
  });

  it("lets no code be edited while a component has no document", () => {
    const config = {
      protocols: ["lockstep:documentation-gates"],
      components: { "api-service": { documents: ["docs/api.md"] } },
    };
    repository.write(".lockstep/config.jsonc", JSON.stringify(config));
    const code = JSON.stringify(EDITS["claude"]!(repository.root, "src/retry.ts"));
    assert.match(sent(repository, "claude", code).out, /API service.*docs\/api\.md/);
    const write = {
      ...EDITS["claude"]!(repository.root, ""),
      tool_name: "Write",
      tool_input: { file_path: join(repository.root, "docs/api.md"), content: "# API\n" },
    };
    assert.equal(sent(repository, "claude", JSON.stringify(write)).out, "");
    repository.write("docs/api.md", "# API\n");
    assert.equal(sent(repository, "claude", code).out, "");
  });

  it("never refuses a shell command outside a phase that only plans", function () {
    this.timeout(120_000);
    for (const command of COMMANDS) {
      const input = { cwd: repository.root, hook_event_name: "PreToolUse", tool_name: "Bash" };
      const call = JSON.stringify({ ...input, tool_input: { command } });
      assert.deepEqual(sent(repository, "claude", call), { code: 0, out: "", err: "" }, command);
    }
  });

  it("tells what holds when a session starts", () => {
    const input = { session_id: "s", cwd: repository.root, hook_event_name: "SessionStart" };
    const { out } = sent(repository, "codex", JSON.stringify(input));
    assert.match(out, /additionalContext.*“Ours” \(docs\/protocol\.md\)/);
  });

  it("lets settings that switch hooks off not take effect", () => {
    repository.write(".claude/settings.local.json", '{ "disableAllHooks": true }');
    const input = {
      cwd: repository.root,
      hook_event_name: "ConfigChange",
      source: "local_settings",
      file_path: join(repository.root, ".claude/settings.local.json"),
    };
    const { code, out } = sent(repository, "claude", JSON.stringify(input));
    assert.equal(code, 0);
    assert.equal(JSON.parse(out).decision, "block");
    repository.write(".claude/settings.local.json", '{ "model": "x" }');
    assert.equal(sent(repository, "claude", JSON.stringify(input)).out, "");
  });

  describe("in a phase that only plans", () => {
    let change: string;
    beforeEach(async () => {
      repository.write(".lockstep/config.jsonc", '{ "protocols": ["lockstep:gated-phases"] }\n');
      repository.commit();
      const { root } = repository;
      const store = ledgerStore({ root, commonDir: join(root, ".git") });
      const actor = { kind: "human", name: "Ada", via: "cli" } as const;
      const by = { actor, now: new Date() };
      ({ change } = await store.openChange({ title: "Retry", branch: "main" }, by));
      await store.record(change, { type: "track", data: { track: "full", reasons: ["asked for"] } }, by);
    });

    const asked = (tool_name: string, tool_input: object) =>
      sent(
        repository,
        "claude",
        JSON.stringify({ cwd: repository.root, hook_event_name: "PreToolUse", tool_name, tool_input }),
      );
    const stopped = (message: string, active = false, session = "s") =>
      sent(
        repository,
        "codex",
        JSON.stringify({
          session_id: session,
          cwd: repository.root,
          hook_event_name: "Stop",
          stop_hook_active: active,
          last_assistant_message: message,
        }),
      );
    const violations = () =>
      readdirSync(join(repository.root, ".lockstep/changes", change, "events")).filter((name) =>
        name.includes("-violation-"),
      );

    it("denies code and lets the phase's document pass", () => {
      const edit = EDITS["claude"]!(repository.root, "src/retry.ts");
      assert.match(sent(repository, "claude", JSON.stringify(edit)).out, /phase 1, “Clarifying Questions”/);
      const file_path = join(repository.root, ".lockstep/changes", change, "1-clarifying-questions.md");
      assert.equal(asked("Write", { file_path, content: "# Q\n" }).out, "");
    });

    it("lets commands pass that only read", () => {
      assert.equal(asked("Bash", { command: "git log --oneline | head" }).out, "");
      for (const command of [
        "cat > a <<E\nx\nE",
        "sed -i s/3/5/ src/retry.ts",
        "git apply x",
        "python3 -c 'x'",
        "bash",
      ])
        assert.match(asked("Bash", { command }).out, /deny/, command);
    });

    it("sends a turn back three times, then records and lets it go", () => {
      for (let time = 0; time < 3; time++) assert.match(stopped("Done.").out, /"decision":"block"/);
      assert.deepEqual(violations(), []);
      assert.equal(stopped("Done.").out, "");
      assert.equal(violations().length, 1);
      assert.equal(stopped("Done.").out, "");
      assert.equal(violations().length, 1, "once");
      assert.match(stopped("Done.", false, "another").out, /block/, "each session by itself");
    });

    it("never sends back a turn that was sent back", () => {
      assert.equal(stopped("Done.", true).out, "");
      assert.equal(violations().length, 1);
    });

    it("lets a turn end that closes with the marker", () => {
      mkdirSync(join(repository.root, "src"), { recursive: true });
      assert.equal(stopped(`Done.\n\n${MARKER}`).out, "");
    });
  });
});
