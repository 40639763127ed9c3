import { strict as assert } from "node:assert";
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { lockstep } from "../support/cli.ts";
import { makeRepository, type TestRepository } from "../support/repository.ts";

const SETTINGS = `{
  // ours
  "model": "opus",
  "hooks": {
    "PreToolUse": [
      { "matcher": "Bash", "hooks": [{ "type": "command", "command": "other" }] }
    ]
  }
}
`;

describe("lockstep connect", () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository({ "src/a.ts": "a\n" });
  });
  afterEach(() => repository.dispose());

  const text = (path: string): string => readFileSync(join(repository.root, path), "utf8");
  const there = (path: string): boolean => existsSync(join(repository.root, path));
  const connect = (...args: readonly string[]) => lockstep(repository, "connect", ...args);

  it("shows first, and writes nothing", () => {
    const { code, out, err } = connect("--agent", "claude");
    assert.equal(code, 0, err);
    assert.match(out, /\+\+\+ \.claude\/settings\.json/);
    assert.match(err, /--write/);
    assert.equal(repository.git("status", "--short"), "");
  });

  it("answers in JSON what it would write, what it wrote and what is out of date", () => {
    const json = (...args: readonly string[]): unknown => JSON.parse(connect(...args, "--json").out);
    const shown = json("--agent", "gemini") as { files: { path: string; change: string; patch: string }[] };
    assert.deepEqual(
      shown.files.map(({ path, change }) => [path, change]),
      [
        [".gemini/settings.json", "added"],
        [".agents/skills/lockstep/SKILL.md", "added"],
      ],
    );
    assert.match(shown.files[0]!.patch, /^\+\+\+ \.gemini\/settings\.json/m);
    assert.deepEqual(
      { ...shown, files: [] },
      { version: 1, connections: ["gemini"], written: false, files: [] },
    );
    const { written, files } = json("--agent", "gemini", "--write") as { written: boolean; files: unknown[] };
    assert.deepEqual([written, files.length, there(".gemini/settings.json")], [true, 2, true]);
    assert.deepEqual(json("--agent", "gemini", "--write"), {
      version: 1,
      connections: ["gemini"],
      written: true,
      files: [],
    });
    assert.deepEqual(json("--check"), { version: 1, stale: [] });
    repository.write(".agents/skills/lockstep/SKILL.md", `${text(".agents/skills/lockstep/SKILL.md")}more\n`);
    assert.deepEqual(json("--check"), { version: 1, stale: [".agents/skills/lockstep/SKILL.md"] });
    const removed = json("--agent", "gemini", "--remove") as typeof shown;
    assert.deepEqual(
      removed.files.map(({ change }) => change),
      ["removed", "removed"],
    );
    assert.equal(connect("--format", "sarif").code, 2);
  });

  it("writes every agent's files, is done the second time, and takes them away without a trace", () => {
    for (const agent of ["claude", "codex", "vscode", "copilot", "gemini", "opencode", "cursor"]) {
      assert.equal(connect("--agent", agent, "--write").code, 0, agent);
      assert.match(connect("--agent", agent, "--write").err, /Nothing is left to do/, agent);
    }
    assert.equal(connect("--ci", "--write").code, 0);
    for (const path of [
      ".claude/settings.json",
      ".codex/hooks.json",
      ".github/hooks/lockstep.json",
      ".gemini/settings.json",
      ".cursor/hooks.json",
    ])
      assert.match(text(path), /hook --agent/, JSON.stringify(JSON.parse(text(path))));
    assert.match(text("CLAUDE.md"), /^@AGENTS\.md$/m);
    for (const folder of [".agents", ".claude"])
      assert.match(text(`${folder}/skills/lockstep/SKILL.md`), /^---\nname: lockstep\n/);
    assert.ok(there(".opencode/plugins/lockstep.js") && there(".github/workflows/lockstep.yml"));
    for (const agent of ["claude", "codex", "vscode", "gemini", "opencode", "cursor"])
      assert.equal(connect("--agent", agent, "--remove", "--write").code, 0, agent);
    assert.equal(connect("--ci", "--remove", "--write").code, 0);
    assert.equal(repository.git("status", "--short"), "");
  });

  it("merges with what is there, comments kept, and gives it back as it was", () => {
    repository.write(".claude/settings.json", SETTINGS);
    repository.write("AGENTS.md", "# Ours\n\nText.\n");
    repository.write("CLAUDE.md", "See @AGENTS.md\n@AGENTS.md\n");
    connect("--agent", "claude", "--write");
    const merged = text(".claude/settings.json");
    assert.match(merged, /\/\/ ours/);
    assert.match(merged, /"command": "other"[^]*"command": "lockstep hook --agent claude"/);
    assert.match(
      text("AGENTS.md"),
      /^# Ours\n\nText\.\n\n<!-- lockstep: begin -->[^]*<!-- lockstep: end -->\n$/,
    );
    assert.equal(text("CLAUDE.md"), "See @AGENTS.md\n@AGENTS.md\n");
    connect("--agent", "claude", "--remove", "--write");
    assert.match(text(".claude/settings.json"), /"model": "opus"[^]*"command": "other"/);
    assert.doesNotMatch(text(".claude/settings.json"), /lockstep/);
    assert.equal(text("AGENTS.md"), "# Ours\n\nText.\n");
  });

  it("replaces its own older hook instead of adding one", () => {
    const old =
      '{"hooks":{"Stop":[{"hooks":[{"type":"command","command":"/old/lockstep hook --agent claude"}]}]}}';
    repository.write(".claude/settings.json", old);
    connect("--agent", "claude", "--write");
    const { hooks } = JSON.parse(text(".claude/settings.json")) as { hooks: { Stop: unknown[] } };
    assert.equal(hooks.Stop.length, 1);
    assert.doesNotMatch(text(".claude/settings.json"), /\/old\//);
  });

  it("leaves alone what it cannot read or did not write", () => {
    repository.write(".claude/settings.json", "{ broken");
    const broken = connect("--agent", "claude", "--write");
    assert.equal(broken.code, 2);
    assert.match(broken.err, /\.claude\/settings\.json is there/);
    assert.ok(!there("AGENTS.md"), "nothing by halves");
    repository.write(".github/workflows/lockstep.yml", "name: mine\n");
    assert.equal(connect("--ci", "--write").code, 2);
    connect("--ci", "--remove", "--write");
    assert.equal(text(".github/workflows/lockstep.yml"), "name: mine\n");
  });

  it("compiles the protocol into AGENTS.md, and says when that is out of date", () => {
    assert.equal(connect("--check").code, 0, "nothing is connected");
    repository.write(".lockstep/config.jsonc", `{ "protocols": ["process.md"] }\n`);
    repository.write("process.md", "# Ours\n\n| Surface | Requirement |\n|---|---|\n| Docs | Say it |\n");
    for (const what of [["--agent", "claude"], ["--ci"]]) connect(...what, "--write");
    assert.match(text("AGENTS.md"), /^- Protocol: Ours\.$[^]*^- Docs: Say it$[^]*^- Begin with/m);
    assert.deepEqual([connect("--check").code, connect("--check").out], [0, ""]);
    repository.write("process.md", "# Ours\n\n| Surface | Requirement |\n|---|---|\n| Docs | Write it |\n");
    const { code, out } = connect("--check");
    assert.equal(code, 1);
    assert.match(out, /^AGENTS\.md: [^\n]*\n$/);
    connect("--write");
    assert.match(text("AGENTS.md"), /^- Docs: Write it$/m);
    assert.equal(connect("--check").code, 0);
    repository.write(".github/workflows/lockstep.yml", `${text(".github/workflows/lockstep.yml")}# more\n`);
    assert.match(connect("--check").out, /^\.github\/workflows\/lockstep\.yml: /);
    assert.equal(connect("--check", "--write").code, 2);
  });

  it("compiles nothing from a protocol that cannot be read, and still takes away what it wrote", () => {
    connect("--agent", "claude", "--write");
    repository.write(".lockstep/config.jsonc", `{ "protocols": ["gone.md"] }\n`);
    for (const what of [["--check"], ["--agent", "codex", "--write"]]) {
      const { code, err } = connect(...what);
      assert.equal(code, 2, what.join(" "));
      assert.match(err, /gone\.md is not in the repository[^\n]*config\.jsonc:1/);
    }
    assert.equal(connect("--agent", "claude", "--remove", "--write").code, 0);
    assert.ok(!there("AGENTS.md"));
  });

  it("has a workflow that runs no package for its name alone", () => {
    connect("--ci", "--write");
    const runs = text(".github/workflows/lockstep.yml").match(/npx [^\n]*/g) ?? [];
    assert.ok(
      runs.length > 0 && runs.every((run) => run.startsWith("npx --no-install lockstep ")),
      runs.join(),
    );
  });

  it("follows no link out of the repository", () => {
    symlinkSync("/tmp", join(repository.root, ".codex"));
    assert.equal(connect("--agent", "codex", "--write").code, 2);
    assert.ok(!existsSync("/tmp/hooks.json"));
  });

  it("names Codex's command absolutely, and says that it wants to be trusted", () => {
    assert.match(connect("--agent", "codex", "--write").err, /\/hooks/);
    assert.match(text(".codex/hooks.json"), /"command": "\/[^"]*cli\.mjs hook --agent codex \|\| exit 2"/);
  });

  it("chooses the agents the repository shows traces of", () => {
    repository.write(".gemini/settings.json", '{ "theme": "x" }\n');
    const { out } = connect();
    assert.match(out, /\.gemini\/settings\.json/);
    assert.doesNotMatch(out, /\.claude\/settings/);
    assert.equal(connect("--agent", "nobody").code, 2);
  });
});
