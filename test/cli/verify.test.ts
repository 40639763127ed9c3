import { strict as assert } from "node:assert";
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { CLI, lockstep, lockstepIn } from "../support/cli.ts";
import { makeRepository, type TestRepository } from "../support/repository.ts";

const RETRY = "export const RETRY_LIMIT = 3;\n";
const FILES = {
  ".gitignore": "reports/\n",
  "src/retry.mjs": RETRY,
  "src/routes.mjs": 'export const routes = { "/calls/retry": "retry" };\n',
  "test/retry.test.mjs":
    'import { test } from "node:test";\nimport { RETRY_LIMIT } from "../src/retry.mjs";\ntest("limit", () => { if (RETRY_LIMIT > 9) throw new Error("too patient"); });\n',
};
const PACKAGE =
  '{ "name": "x", "scripts": { "test": "node --test test/*.mjs", "check:routes": "node src/routes.mjs" } }\n';

describe("verification on the command line", function () {
  // Each test starts the command line many times.
  this.timeout(60_000);

  let repository: TestRepository;
  afterEach(() => repository.dispose());

  const configure = (...verification: object[]): void =>
    repository.write(".lockstep/config.jsonc", JSON.stringify({ verification }));
  const verify = (...args: string[]) => lockstep(repository, "verify", ...args);
  const report = (): string => lockstep(repository, "report").out;
  const edit = (limit: number): void =>
    repository.write("src/retry.mjs", `export const RETRY_LIMIT = ${limit};\n`);

  describe("of what is configured", () => {
    const ran = (): boolean => existsSync(join(repository.root, "..", "ran"));
    const TESTS = { id: "tests", run: "touch ../ran && exit ${CODE:-0}" };
    beforeEach(() => {
      repository = makeRepository({
        ...FILES,
        ".lockstep/config.jsonc": JSON.stringify({ verification: [TESTS] }),
      });
      edit(5);
    });

    it("runs only after consent to the very words, counts for this tree, and is stale after an edit", () => {
      const refused = verify();
      assert.equal(refused.code, 2);
      assert.match(refused.err, /Nobody has agreed yet[^]*touch \.\.\/ran/);
      assert.equal(ran(), false);
      assert.match(report(), /touch \.\.\/ran[^|]*\| \? no result \| nobody agreed to run it/);
      assert.equal(verify().code, 2);
      const events = readdirSync(join(repository.root, ".lockstep/changes"), { recursive: true });
      assert.equal(
        events.filter((file) => /-run-/.test(String(file))).length,
        1,
        "the same gap is recorded once",
      );

      const env = { ...repository.env, CLAUDECODE: "1" };
      assert.match(lockstepIn(repository.root, env, "verify", "--consent").err, /An agent agrees to nothing/);
      assert.equal(ran(), false);

      const { code, out, err } = verify("--consent");
      assert.equal(code, 0, err);
      assert.match(out, /^✔ tests: exit 0 · \d+\.\d s$/m);
      assert.ok(ran());
      assert.match(report(), /\| Verification \| ✔ met[^]*✔ passed \| exit 0 · \d+\.\d s/);
      assert.equal(verify().code, 0, "the consent is remembered");

      edit(6);
      assert.match(lockstep(repository, "check").out, /has changed since[^]*surface\/verification-stale/);
      assert.match(report(), /▲ stale \| exit 0, and what it covered has changed since/);

      configure({ ...TESTS, run: "touch ../other" });
      assert.equal(verify().code, 2, "other words are another command");
      assert.equal(existsSync(join(repository.root, "..", "other")), false);
    });

    it("records a failure with its status, and the commands that came to no result with why", () => {
      configure(
        { id: "fails", run: "exit 3" },
        { id: "missing", run: "no-such-program-here" },
        { id: "slow", run: "sleep 60" },
      );
      const { code, out } = verify("--consent", "--time-limit", "0.01");
      assert.equal(code, 1);
      assert.match(out, /^✖ fails: exit 3 /m);
      assert.match(out, /^\? missing: no result: a program it needs is not there/m);
      assert.match(out, /^\? slow: no result: it was stopped at the time limit/m);
      assert.match(out, /0 of 3 commands passed/);
      assert.match(report(), /sleep 60` \| \? no result \| it was stopped at the time limit/);
      assert.match(lockstep(repository, "check").out, /fails exited with 3 on this tree/);
      assert.equal(verify("--time-limit", "soon").code, 2);
      assert.equal(verify("nonsense").code, 2);
    });

    it("counts the cases of the JUnit report that the run wrote, and of no other", () => {
      const xml =
        '<testsuite><testcase name="a"/><testcase name="b"><failure/></testcase><testcase name="c"><skipped/></testcase></testsuite>';
      configure({
        id: "tests",
        run: `mkdir -p reports && echo '${xml}' > reports/TEST-a.xml`,
        junit: ["reports/TEST-*.xml"],
      });
      const { out } = verify("--consent", "--json");
      const { runs } = JSON.parse(out) as { runs: { tests?: object; treeDigest: string }[] };
      assert.deepEqual(runs[0]?.tests, { passed: 1, failed: 1, skipped: 1 });
      assert.match(report(), /✖ failed \| exit 0 · 1 failed, 1 passed, 1 skipped/);
      assert.match(
        lockstep(repository, "check").out,
        /tests reports 1 failed on this tree/,
        "whatever it exits with",
      );
      configure({ id: "tests", run: "true" });
      const none = verify("--consent", "--junit", "reports/none.xml");
      assert.match(none.err, /There is no JUnit report reports\/none\.xml/);
      assert.match(none.out, /^✔ tests: exit 0 · \d/m);
    });

    it("says that a run is stale which changes what it verifies", () => {
      configure({ id: "tests", run: "echo 'export const X = 1;' > src/new.mjs" });
      const { err } = verify("--consent");
      assert.match(err, /changed while it ran, so the run is stale/);
      assert.match(lockstep(repository, "status").out, /Verification +owed/);
    });

    it("runs the working tree, whatever it is compared with", () => {
      repository.git("checkout", "--quiet", "-b", "patience");
      repository.commit("more patience");
      edit(7);
      assert.equal(verify("--base", "main", "--consent").code, 0);
      assert.match(lockstep(repository, "status", "--base", "main").out, /Verification +owed/);
      repository.commit("even more");
      assert.match(lockstep(repository, "status", "--base", "main").out, /Verification +met/);
    });

    it("ends the whole group when it is interrupted, and records that", async () => {
      const marker = join(repository.root, "..", "alive");
      configure(
        {
          id: "tests",
          run: `echo begun; (trap '' TERM; while :; do date > ${marker}; sleep 0.05; done) & wait`,
        },
        { id: "rest", run: "true" },
      );
      const child = spawn(process.execPath, [CLI, "verify", "--consent"], {
        cwd: repository.root,
        env: repository.env,
      });
      let said = "";
      child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
      const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
      while (!/^begun$/m.test(said) || !existsSync(marker)) await pause(20);
      child.kill("SIGINT");
      assert.equal(await ended, 130);
      const last = readFileSync(marker, "utf8");
      await pause(1_500);
      assert.equal(readFileSync(marker, "utf8"), last, "what it started is still alive");
      assert.equal(report().match(/\? no result \| it was cancelled/g)?.length, 2);
    });
  });

  describe("of what is proposed", () => {
    beforeEach(() => {
      repository = makeRepository({ ...FILES, "package.json": PACKAGE });
      edit(5);
    });

    it("is listed with why, and runs only when it is asked for", () => {
      const bare = verify();
      assert.equal(bare.code, 2);
      assert.match(
        bare.err,
        /Proposed are:\n {2}node --check src\/retry\.mjs\n[^]*lockstep verify --proposed/,
      );
      assert.match(
        verify("--list").out,
        /^node --check src\/retry\.mjs\n {4}proposed · not agreed to yet · src\/retry\.mjs is read without being run\.$/m,
      );
      repository.write("src/routes.mjs", 'export const routes = { "/calls/again": "retry" };\n');
      const { offered } = JSON.parse(verify("--list", "--json").out) as {
        offered: { id: string; wanted: boolean }[];
      };
      assert.deepEqual(
        offered.map(({ id, wanted }) => `${id}${wanted ? " *" : ""}`),
        [
          "node --check src/retry.mjs *",
          "node --check src/routes.mjs *",
          "node --test test/retry.test.mjs *",
          "npm run check:routes *",
          "npm test *",
        ],
      );
    });

    it("covers what it looked at, and goes stale with it", () => {
      // Reading one file covers that file and nothing else.
      assert.equal(verify("node --check src/retry.mjs", "--consent").code, 0);
      assert.match(report(), /\| Verification \| ✔ met/);
      repository.write("src/routes.mjs", 'export const routes = { "/calls/again": "retry" };\n');
      const half = report();
      assert.match(half, /\| Verification \| ○ owed \|[^|]*Not everything that changed is verified/);
      assert.match(half, /node --check src\/retry\.mjs` \| ✔ passed/);

      const all = verify("--proposed", "--consent");
      assert.equal(all.code, 0, all.out + all.err);
      assert.match(all.out, /✔ node --test test\/retry\.test\.mjs: exit 0/);
      assert.match(all.out, /✔ npm run check:routes: exit 0/);

      edit(12);
      assert.equal(verify("node --test test/retry.test.mjs").code, 1);
      const edited = report();
      assert.match(edited, /node --test test\/retry\.test\.mjs exited with 1 on this tree/);
      assert.match(edited, /node --check src\/retry\.mjs` \| ▲ stale/);
      assert.match(edited, /node --check src\/routes\.mjs` \| ✔ passed/);
    });
  });
});
