import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { lockstepIn } from "../support/cli.ts";
import { makeRepository, type TestRepository } from "../support/repository.ts";

const PLUGIN = fileURLToPath(new URL("../../plugin", import.meta.url));
const CLI = fileURLToPath(new URL("../../dist/cli.mjs", import.meta.url));

interface Hook {
  readonly command: string;
  readonly linux: string;
}

/** The plugin's hooks as the editor runs them: the command of the system, by the shell, in the folder that is open. */
describe("the agent plugin's hooks", () => {
  let repository: TestRepository;
  let bin: string;

  beforeEach(() => {
    repository = makeRepository({ ".lockstep/config.jsonc": "{}\n", "src/a.ts": "a\n" });
    bin = join(repository.root, "../bin");
    mkdirSync(bin);
  });
  afterEach(() => repository.dispose());

  const hooks = JSON.parse(readFileSync(join(PLUGIN, "hooks/hooks.json"), "utf8")) as {
    hooks: Record<string, { hooks: Hook[] }[]>;
  };
  const program = (name: string, text: string): void => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  /** @param under shells between the editor and the hook: then nobody finds the editor's own node */
  const ask = (event: string, path: string, { under = false, cwd = repository.root } = {}) => {
    const { linux } = hooks.hooks[event]![0]!.hooks[0]!;
    const command = linux.replaceAll("${CLAUDE_PLUGIN_ROOT}", PLUGIN);
    const input = JSON.stringify({
      hook_event_name: event,
      session_id: "s",
      cwd,
      tool_name: "create_file",
      tool_use_id: "call_1__vscode-1",
      tool_input: { filePath: join(cwd, path), content: "x\n" },
      stop_hook_active: false,
    });
    const { status, stdout, stderr } = spawnSync("sh", ["-c", under ? `(${command}); exit $?` : command], {
      cwd,
      input,
      encoding: "utf8",
      env: { ...repository.env, PATH: [bin, repository.env["PATH"]].join(delimiter) },
    });
    return { status, stdout, stderr };
  };

  it("refuse what has to be refused, and are silent else", () => {
    assert.match(ask("PreToolUse", ".lockstep/config.jsonc").stdout, /"permissionDecision":"deny"/);
    assert.deepEqual(ask("PreToolUse", "src/b.ts"), { status: 0, stdout: "", stderr: "" });
  });

  it("are run by the editor's own node where the one on the PATH cannot", () => {
    program("node", "exit 1");
    assert.match(ask("PreToolUse", ".lockstep/config.jsonc").stdout, /"permissionDecision":"deny"/);
  });

  it("stop a tool call loudly where nothing can run them, never a turn, and nothing that is not set up", () => {
    program("node", "echo 'SyntaxError' >&2; exit 1");
    const refused = ask("PreToolUse", "src/b.ts", { under: true });
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /there is no Node 20\.19 or later/);
    const stop = ask("Stop", "src/b.ts", { under: true });
    assert.equal(stop.status, 1);
    assert.match(stop.stderr, /there is no Node/);
    const elsewhere = ask("PreToolUse", "b.ts", { under: true, cwd: bin });
    assert.deepEqual([elsewhere.status, elsewhere.stdout], [0, ""]);
  });

  it("keep silent where the repository's own hooks are asked too, and only there", () => {
    const env = { ...repository.env, PATH: [bin, repository.env["PATH"]].join(delimiter) };
    assert.equal(lockstepIn(repository.root, env, "connect", "--agent", "vscode", "--write").code, 0);
    const denied = /"permissionDecision":"deny"/;
    assert.match(ask("PreToolUse", ".lockstep/config.jsonc").stdout, denied, "nothing would run those");
    program("lockstep", `exec '${process.execPath}' '${CLI}' "$@"`);
    assert.equal(ask("PreToolUse", ".lockstep/config.jsonc").stdout, "");
    const file = ".github/hooks/lockstep.json";
    const own = JSON.parse(readFileSync(join(repository.root, file), "utf8")) as {
      hooks: { Stop?: unknown };
    };
    delete own.hooks.Stop;
    repository.write(file, JSON.stringify(own));
    assert.match(ask("PreToolUse", ".lockstep/config.jsonc").stdout, denied, "those do not ask about all");
  });
});
