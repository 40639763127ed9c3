import assert from "node:assert/strict";
import { appendFileSync, chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { overlay } from "#adapters/trees/overlay";
import { compareTrees } from "../../src/compare.ts";
import { makeRepository, type TestRepository } from "../support/repository.ts";

/** Settings of a repository that make an unsuspecting `git` run a command; CANARY stands for it. */
const SETTINGS: readonly (readonly [key: string, value: string])[] = [
  ["core.fsmonitor", "CANARY"],
  ["core.hooksPath", "HOOKS"],
  ["core.pager", "CANARY"],
  ["core.editor", "CANARY"],
  ["core.sshCommand", "CANARY"],
  ["core.askPass", "CANARY"],
  ["core.gitProxy", "CANARY"],
  ["core.alternateRefsCommand", "CANARY"],
  ["pager.status", "CANARY"],
  ["pager.diff-tree", "CANARY"],
  ["pager.grep", "CANARY"],
  ["diff.external", "CANARY"],
  ["diff.evil.command", "CANARY"],
  ["diff.evil.textconv", "CANARY"],
  ["diff.evil.cachetextconv", "true"],
  ["filter.evil.clean", "CANARY"],
  ["filter.evil.smudge", "CANARY"],
  ["filter.evil.process", "CANARY"],
  ["filter.evil.required", "true"],
  ["filter.Ev.il.clean", "CANARY"],
  ["merge.evil.driver", "CANARY"],
  ["credential.helper", "!CANARY"],
  ["gpg.program", "CANARY"],
  ["log.showSignature", "true"],
  ["alias.status", "!CANARY"],
  ["alias.cat-file", "!CANARY"],
  ["alias.check-attr", "!CANARY"],
  ["interactive.diffFilter", "CANARY"],
  ["uploadpack.packObjectsHook", "CANARY"],
  ["extensions.partialClone", "evil"],
  ["remote.evil.promisor", "true"],
  ["remote.evil.url", "ext::CANARY"],
  ["protocol.ext.allow", "always"],
  ["protocol.allow", "always"],
  ["submodule.recurse", "true"],
  ["status.submoduleSummary", "true"],
  ["grep.recurseSubmodules", "true"],
  ["color.ui", "always"],
  ["grep.lineNumber", "true"],
  ["grep.column", "true"],
  ["core.quotePath", "true"],
  ["diff.noPrefix", "true"],
  ["diff.renames", "copies"],
  ["status.relativePaths", "true"],
  ["status.showUntrackedFiles", "no"],
  ["status.renames", "copies"],
  ["core.abbrev", "4"],
];

describe("a repository that wants its commands run", () => {
  const made: TestRepository[] = [];
  afterEach(() => {
    for (const repository of made.splice(0)) repository.dispose();
  });

  /** A repository with every such setting, attributes that use them, hooks, and a submodule with the same. */
  function trap(): { test: TestRepository; canary: string } {
    const library = makeRepository({ lib: "1\n" });
    const test = makeRepository({ "a.txt": "one\n", "b.txt": "one\n", "d/c.txt": "two\n" });
    made.push(library, test);
    test.git("submodule", "--quiet", "add", library.root, "sub");
    test.write(".gitattributes", "*.txt filter=evil diff=evil merge=evil\n*.md filter=Ev.il diff=evil\n");
    test.commit();
    const canary = join(test.root, "../canary");
    const command = join(test.root, "../command");
    writeFileSync(command, `#!/bin/sh\necho "$0 $*" >> '${canary}'\ncat\n`);
    chmodSync(command, 0o755);
    const hooks = join(test.root, "../hooks");
    mkdirSync(hooks);
    for (const hook of [
      "post-index-change",
      "pre-commit",
      "reference-transaction",
      "fsmonitor-watchman",
      "post-checkout",
    ]) {
      writeFileSync(join(hooks, hook), `#!/bin/sh\n'${command}' < /dev/null\n`);
      chmodSync(join(hooks, hook), 0o755);
    }
    const settings = SETTINGS.map(([key, value]) =>
      inConfig(key, value.replace("CANARY", command).replace("HOOKS", hooks)),
    );
    for (const config of [".git/config", ".git/modules/sub/config"])
      appendFileSync(join(test.root, config), `\n${settings.join("")}`);
    return { test, canary };
  }

  it("gets none of them run, and is read all the same", async () => {
    const { test, canary } = trap();
    const repository = await test.open();
    // Same size, other content: git has to look into the file to know.
    test.write("a.txt", "two\n");
    test.write("b.txt", "one\n");
    test.write("note.md", "word\n");
    test.write("sub/lib", "2\n");
    const working = await repository.comparison({ is: "working" });
    assert.deepEqual(
      (await compareTrees(working.before, working.after)).map(({ status, path }) => `${status} ${path}`),
      ["modified a.txt", "added note.md"],
    );
    assert.deepEqual((await working.after.search(["two", "word"])).get("two"), ["a.txt", "d/c.txt"]);
    test.write("a.txt", "three\r\n");
    test.write("e.txt", "new\r\n");
    const touched = await working.after.touched(["a.txt", "e.txt", "sub/lib", "unknown", "d"]);
    assert.equal(await touched.read("a.txt"), "three\r\n");
    await overlay(touched, new Map([["a.txt", "x"]]));
    for (const mode of [
      { is: "staged" },
      { is: "commit", sha: "HEAD" },
      { is: "range", base: "HEAD~1", head: "HEAD" },
    ] as const) {
      const { before, after } = await repository.comparison(mode);
      await compareTrees(before, after);
      await after.search(["one"]);
      assert.equal(await after.read("d/c.txt"), "two\n");
    }
    assert.equal((await working.writing?.("d/c.txt"))?.lines.length, 1);
    await Promise.all([repository.head(), repository.defaultBase(), repository.person(), repository.refs()]);
    assert.ok(!existsSync(canary));
  });

  it("is a trap indeed: plain git falls into it", () => {
    const { test, canary } = trap();
    test.write("a.txt", "two\n");
    try {
      test.git("status", "--porcelain");
    } catch {
      // That it fails is as good: the command was run.
    }
    assert.ok(existsSync(canary));
  });

  it("gets its filters run where it is trusted with that, and nothing else", async () => {
    const test = makeRepository({ ".gitattributes": "*.up filter=upper\n", "a.up": "one\n" });
    made.push(test);
    test.git("config", "filter.upper.clean", "tr a-z A-Z");
    const limited = await (await test.open()).comparison({ is: "working" });
    test.write("a.up", "ONE\n");
    test.git("add", "a.up");
    test.git("commit", "--quiet", "--message", "upper");
    test.write("a.up", "one\n");
    const full = await (await test.open({ trust: "full" })).comparison({ is: "working" });
    assert.equal(full.after.delta.size, 0);
    assert.equal((await full.after.touched(["a.up"])).delta.size, 0);
    assert.equal((await limited.after.touched(["a.up"])).delta.size, 0);
    assert.equal((await (await test.open()).comparison({ is: "working" })).after.delta.size, 1);
  });
});

/** A setting as a configuration file spells it. */
function inConfig(key: string, value: string): string {
  const [, section, subsection, name] = /^([^.]+)(?:\.(.+))?\.([^.]+)$/.exec(key)!;
  return `[${section}${subsection === undefined ? "" : ` "${subsection}"`}]\n\t${name} = "${value}"\n`;
}
