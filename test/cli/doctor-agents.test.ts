import { strict as assert } from "node:assert";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { lockstepIn } from "../support/cli.ts";
import { makeRepository, type TestRepository } from "../support/repository.ts";

const CLI = fileURLToPath(new URL("../../dist/cli.mjs", import.meta.url));

describe("lockstep doctor, of agents' hooks", () => {
  let repository: TestRepository;
  let env: Record<string, string>;

  beforeEach(() => {
    repository = makeRepository({ ".lockstep/config.jsonc": "{}\n" });
    const bin = join(repository.root, "../bin");
    mkdirSync(bin);
    writeFileSync(join(bin, "lockstep"), `#!/bin/sh\nexec '${process.execPath}' '${CLI}' "$@"\n`);
    chmodSync(join(bin, "lockstep"), 0o755);
    env = { ...repository.env, PATH: [bin, repository.env["PATH"]].join(delimiter) };
  });
  afterEach(() => repository.dispose());

  const connect = (...agents: string[]): void => {
    for (const agent of agents)
      assert.equal(lockstepIn(repository.root, env, "connect", "--agent", agent, "--write").code, 0);
  };
  const checkups = (around = env): Record<string, { state: string; says: string }> => {
    const { out } = lockstepIn(repository.root, around, "doctor", "--json");
    const { checks } = JSON.parse(out) as { checks: { title: string; state: string; says: string }[] };
    return Object.fromEntries(checks.map(({ title, ...rest }) => [title, rest]));
  };

  it("proves those that refuse what they have to refuse", () => {
    assert.equal(checkups()["Agent plugin"]?.says, "A call that has to be refused was refused.");
    connect("claude", "gemini", "vscode", "cursor", "opencode");
    const found = checkups();
    assert.match(found["Agent plugin"]!.says, /silent here/);
    for (const title of ["Claude Code", "Gemini CLI", "VS Code", "Cursor", "OpenCode"])
      assert.equal(found[title]?.state, "good", `${title}: ${found[title]?.says}`);
    assert.match(found["Copilot CLI"]!.says, /only where the folder is trusted/);
  });

  it("says which are not live, and why", () => {
    connect("claude");
    const { PATH: _, ...rest } = env;
    const lost = checkups({ ...rest, PATH: repository.env["PATH"]! })["Claude Code"]!;
    assert.equal(lost.state, "bad");
    assert.match(lost.says, /not live: .*not found/);
    connect("opencode", "vscode");
    const without = checkups({ ...rest, PATH: repository.env["PATH"]! });
    assert.match(without["OpenCode"]!.says, /not live: refused lockstep could not be asked/);
    assert.equal(without["VS Code"]!.state, "bad");
    assert.equal(without["Agent plugin"]!.says, "A call that has to be refused was refused.");
    repository.write(
      ".opencode/plugins/lockstep.js",
      "export const Lockstep = async () => process.exit(0);\n",
    );
    assert.match(checkups()["OpenCode"]!.says, /so it was not run/);
    repository.write(".claude/settings.local.json", '{ "disableAllHooks": true }');
    const off = checkups()["Claude Code"]!;
    assert.equal(off.state, "bad");
    assert.match(off.says, /settings\.local\.json switches every hook off/);
  });

  it("says of Codex what Codex says, or that it cannot be asked", () => {
    connect("codex");
    assert.match(checkups()["Codex"]!.says, /could not be asked.*\/hooks/);
    const codex = join(repository.root, "../bin/codex");
    const answer = {
      id: 2,
      result: {
        data: [{ hooks: [{ command: "x hook --agent codex", trustStatus: "untrusted", enabled: true }] }],
      },
    };
    writeFileSync(
      codex,
      `#!/bin/sh\nread a; echo '{"id":1,"result":{}}'; read b; read c; echo '${JSON.stringify(answer)}'; read d\n`,
    );
    chmodSync(codex, 0o755);
    const found = checkups()["Codex"]!;
    assert.equal(found.state, "bad");
    assert.match(found.says, /skips it \(untrusted\)/);
  });

  it("notices instructions of another version", () => {
    connect("claude");
    assert.equal(checkups()["AGENTS.md"]?.state, "good");
    repository.write("AGENTS.md", "<!-- lockstep: begin -->\nold words\n<!-- lockstep: end -->\n");
    assert.equal(checkups()["AGENTS.md"]?.state, "unsure");
    connect("claude");
    assert.equal(checkups()["AGENTS.md"]?.state, "good");
    repository.write(".lockstep/config.jsonc", `{ "protocols": ["lockstep:gated-phases"] }\n`);
    assert.match(checkups()["AGENTS.md"]!.says, /not what the protocol says now/);
  });
});
