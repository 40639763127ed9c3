import { type Command, commandDigest, sayCommand } from "#adapters/runner/command";
import { configFolder, type Consents, openConsents } from "#adapters/runner/consent";
import { runEventData } from "#adapters/runner/event";
import { runCommand, type RunOptions, type RunResult } from "#adapters/runner/run";
import { RunTrouble } from "#adapters/runner/trouble";
import { EVENT_DATA } from "#core";
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const shell = (text: string): Command => ({ cwd: "", run: { shell: text } });
const node = (source: string): Command => ({ cwd: "", run: { argv: [process.execPath, "-e", source] } });

describe("the runner", () => {
  let house: string;
  let consents: Consents;
  let root: string;

  beforeEach(async () => {
    house = await mkdtemp(join(tmpdir(), "lockstep-runner-"));
    root = join(house, "repository");
    await mkdir(join(root, ".git"), { recursive: true });
    consents = await openConsents(root, join(house, "config", "lockstep"));
  });
  afterEach(() => rm(house, { recursive: true, force: true }));

  async function run(command: Command, more: Partial<RunOptions> = {}): Promise<RunResult> {
    await consents.consent(command);
    return runCommand(command, { root, commonDir: join(root, ".git"), consents, ...more });
  }

  it("never runs what nobody agreed to", async () => {
    const command = shell("touch ran");
    await assert.rejects(
      runCommand(command, { root, commonDir: join(root, ".git"), consents }),
      (error) => error instanceof RunTrouble && error.code === "not-consented",
    );
    assert.deepEqual(await readdir(root), [".git"]);
  });

  it("takes any difference for another command", async () => {
    await consents.consent(shell("npm test"));
    assert.equal(await consents.isConsented(shell("npm test")), true);
    const others: Command[] = [
      shell("npm test "),
      { cwd: "packages/a", run: { shell: "npm test" } },
      { cwd: "", run: { shell: "npm test" }, env: { NODE_OPTIONS: "--require ./x.js" } },
      { cwd: "", run: { argv: ["npm test"] } },
      { cwd: "", run: { argv: ["npm", "test"] } },
    ];
    for (const other of others) assert.equal(await consents.isConsented(other), false, sayCommand(other));
    assert.notEqual(commandDigest("/a", shell("npm test")), commandDigest("/b", shell("npm test")));
    await consents.consent({ cwd: "", run: { argv: ["npm", "run", "lint"] } });
    const elsewhere = await openConsents(join(root, ".git"), join(house, "config", "lockstep"));
    assert.deepEqual(await elsewhere.given(), []);
    const given = await consents.given();
    assert.deepEqual(
      given.map(({ says }) => says),
      ["npm run lint", "npm test"],
    );
    await consents.withdraw(given[1]!);
    await consents.withdraw({ digest: "../npm" });
    assert.equal((await consents.given()).length, 1);
    assert.equal(await consents.isConsented(shell("npm test")), false);
  });

  it("keeps consents outside the repository, and believes no link and no other file's content", async () => {
    await assert.rejects(
      openConsents(root, join(root, ".config")),
      (error) => error instanceof RunTrouble && error.code === "consent-inside-repository",
    );
    const folder = join(house, "config", "lockstep", "consent");
    await consents.consent(shell("true"));
    const [name = ""] = await readdir(folder);
    const forged = commandDigest(root, shell("false"));
    await symlink(join(folder, name), join(folder, forged));
    assert.equal(await consents.isConsented(shell("false")), false);
    assert.equal(configFolder({ HOME: "/home/ada" }, "linux"), "/home/ada/.config/lockstep");
    assert.equal(configFolder({ XDG_CONFIG_HOME: "/x" }, "linux"), "/x/lockstep");
  });

  it("records exit, output and duration, and writes the log", async () => {
    const chunks: Buffer[] = [];
    const result = await run(node("console.log('héllo'); console.error('there'); process.exitCode = 3"), {
      onOutput: (chunk) => chunks.push(chunk),
    });
    assert.equal(result.ended, "exit");
    assert.equal(result.exit, 3);
    const output = Buffer.concat(chunks);
    assert.equal(result.outputDigest, `sha256:${createHash("sha256").update(output).digest("hex")}`);
    assert.equal(result.tail, output.toString());
    assert.match(result.log, /\/\.git\/lockstep\/runs\/[^/]+\/output\.log$/);
    assert.deepEqual(await readFile(result.log), output);
    const event = runEventData(result, { treeDigest: "tree", covers: ["tests"] });
    assert.deepEqual(EVENT_DATA.run.parse(event), event);
    assert.equal(event.exit, 3);
  });

  it("cuts the log, not the digest, and keeps the end of the output", async () => {
    const chunks: Buffer[] = [];
    const result = await run(node("for (let i = 0; i < 20000; i++) console.log('line €' + i)"), {
      onOutput: (chunk) => chunks.push(chunk),
      logBytes: 1_000,
      tailBytes: 64,
    });
    const output = Buffer.concat(chunks);
    assert.equal(result.outputBytes, output.length);
    assert.equal((await readFile(result.log)).length, 1_000);
    assert.equal(result.logged, 1_000);
    assert.equal(result.outputDigest, `sha256:${createHash("sha256").update(output).digest("hex")}`);
    assert.ok(
      result.tail.endsWith("line €19999\n") &&
        Buffer.byteLength(result.tail) <= 64 &&
        !result.tail.includes("\ufffd"),
    );
  });

  it("ends the whole group when it is cancelled, also what ignores the request", async () => {
    const stop = new AbortController();
    const marker = join(root, "alive");
    const stubborn = `trap '' TERM; (trap '' TERM; while :; do date > ${marker}; sleep 0.02; done) & while :; do sleep 0.02; done`;
    const running = run(shell(stubborn), { signal: stop.signal, grace: 150 });
    await pause(300);
    stop.abort();
    const result = await running;
    assert.equal(result.ended, "cancelled");
    await rm(marker, { force: true });
    await pause(120);
    await assert.rejects(readFile(marker), "a process of the group is still alive");
  });

  it("ends it at the time limit", async () => {
    const result = await run(node("setTimeout(() => {}, 60000)"), { timeLimit: 200, grace: 100 });
    assert.equal(result.ended, "time-limit");
    assert.equal(runEventData(result, { treeDigest: "t", covers: [] }).gap, "time-limit");
    assert.ok(result.durationMs < 5_000);
  });

  it("does not wait for what a command leaves running, and leaves nothing running", async () => {
    const marker = join(root, "alive");
    const result = await run(shell(`(while :; do date > ${marker}; sleep 0.02; done) & echo started`));
    assert.equal(result.exit, 0);
    assert.ok(result.durationMs < 5_000);
    await rm(marker, { force: true });
    await pause(120);
    await assert.rejects(readFile(marker));
  });

  it("leaves nothing running where its own process ends first", async () => {
    const marker = join(root, "alive");
    const command = shell(`trap '' TERM; while :; do date > ${marker}; sleep 0.02; done`);
    await consents.consent(command);
    const script = `
      import { runCommand } from "#adapters/runner/run";
      import { openConsents } from "#adapters/runner/consent";
      import { existsSync } from "node:fs";
      const [root, config, marker, command] = process.argv.slice(1);
      const consents = await openConsents(root, config);
      void runCommand(JSON.parse(command), { root, commonDir: root + "/.git", consents });
      setInterval(() => existsSync(marker) && process.exit(7), 10);`;
    const config = join(house, "config", "lockstep");
    const node = ["--import", "tsx", "--input-type=module", "--eval", script];
    const own = [root, config, marker, JSON.stringify(command)];
    const { status, stderr } = spawnSync(process.execPath, [...node, ...own], { encoding: "utf8" });
    assert.equal(status, 7, stderr);
    await rm(marker, { force: true });
    await pause(120);
    await assert.rejects(readFile(marker), "what it started is still alive");
  });

  it("starts nothing when it is cancelled before", async () => {
    const result = await run(shell("touch ran"), { signal: AbortSignal.abort() });
    assert.equal(result.ended, "cancelled");
    assert.deepEqual(await readdir(root), [".git"]);
  });

  it("hands on no secret of the environment", async () => {
    const ambient = {
      ...process.env,
      GITHUB_TOKEN: "secret-1",
      AWS_SECRET_ACCESS_KEY: "secret-2",
      GIT_DIR: "/elsewhere",
      LC_ALL: "C",
    };
    const command: Command = {
      cwd: "",
      run: { argv: [process.execPath, "-p", "JSON.stringify(process.env)"] },
      env: { OWN: "yes" },
    };
    const { tail } = await run(command, { ambient });
    assert.ok(!tail.includes("secret-") && !tail.includes("/elsewhere"));
    const seen = JSON.parse(tail);
    assert.equal(seen.OWN, "yes");
    assert.equal(seen.LC_ALL, "C");
  });

  it("reads arguments without a shell, and runs only inside the repository", async () => {
    const result = await run({
      cwd: "",
      run: { argv: [process.execPath, "-p", "process.argv[1]", "$(touch ran); 'x"] },
    });
    assert.equal(result.tail.trim(), "$(touch ran); 'x");
    assert.deepEqual(await readdir(root), [".git"]);
    await symlink(house, join(root, "out"));
    for (const cwd of ["..", "out", "missing"]) {
      await assert.rejects(
        run({ cwd, run: { shell: "true" } }),
        (error) => error instanceof RunTrouble && error.code === "outside-repository",
      );
    }
  });

  it("says when a program is not there", async () => {
    await assert.rejects(
      run({ cwd: "", run: { argv: ["no-such-program-here"] } }),
      (error) => error instanceof RunTrouble && error.code === "not-started",
    );
  });

  it("says a command as a shell would read it", async () => {
    const command: Command = { cwd: "a b", run: { argv: ["node", "-e", "it's"] }, env: { X: "1 2" } };
    await mkdir(join(root, "a b"));
    await writeFile(join(root, "a b", "x"), "");
    assert.equal(sayCommand(command), String.raw`cd 'a b' && X='1 2' node -e 'it'\''s'`);
  });
});
