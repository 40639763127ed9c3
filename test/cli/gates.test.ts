import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type LedgerEvent } from "#core";
import { type Ended, lockstep } from "../support/cli.ts";
import { MARKER, PHASES } from "../support/gated.ts";
import { makeRepository, type TestRepository } from "../support/repository.ts";

const CLI = fileURLToPath(new URL("../../dist/cli.mjs", import.meta.url));

describe("the lifecycle of a change on the command line", () => {
  let repository: TestRepository;
  const run = (...args: readonly string[]): Ended => lockstep(repository, ...args);
  const states = (): string =>
    (JSON.parse(run("check", "--json").out) as { gates: { phase: number; state: string }[] }).gates
      .map(({ phase, state }) => `${phase} ${state}`)
      .join(", ");
  const folder = (): string => {
    const changes = join(repository.root, ".lockstep/changes");
    return join(changes, readdirSync(changes)[0]!);
  };
  const events = (type: string): LedgerEvent[] =>
    readdirSync(join(folder(), "events"))
      .filter((name) => name.includes(`-${type}-`))
      .map((name) => JSON.parse(readFileSync(join(folder(), "events", name), "utf8")) as LedgerEvent);
  const plan = (words = ""): void =>
    repository.write(
      `.lockstep/changes/${folder().split("/").at(-1)!}/1-plan.md`,
      `# Plan\n\n${words}\n\n## Plan\n\n- One.\n- Two.\n\n\`\`\`\n${MARKER}\n\`\`\`\n`,
    );

  beforeEach(() => {
    repository = makeRepository({
      ".lockstep/config.jsonc": '{ "protocols": ["docs/PROTOCOL.md"] }\n',
      "docs/PROTOCOL.md": PHASES,
      "src/retry.ts": "export const RETRY_LIMIT = 3;\n",
    });
    repository.git("config", "user.name", "Ada");
    repository.git("checkout", "--quiet", "-b", "work");
  });
  afterEach(() => repository.dispose());

  it("begins with a record and one document a phase, and ends where every gate is open or it is given up", () => {
    assert.equal(run("check").code, 0, "nothing is asked before a change is large enough");
    const started = run("start", "Raise the limit");
    assert.equal(started.code, 0, started.err);
    assert.match(started.out, /^Started \S+-raise-the-limit-\w{6}; one document a phase:\n.*1-plan\.md\n/);
    assert.equal(states(), "1 waiting, 2 ahead, 3 ahead");
    assert.match(
      run("start", "Another").err,
      /“Raise the limit” is under way on this branch; close it first/,
    );
    assert.match(
      run("next").out,
      /^Phase 1: Plan: “Plan” has 0 bullets; 2 to 5 are asked for\n.*1-plan\.md:\d+\n$/,
    );
    assert.match(run("close").err, /Phase 1, Plan, is waiting/);
    const given = run("close", "--abandon", "nobody wants it any more");
    assert.equal(given.code, 0, given.err);
    assert.equal(run("check").code, 0);
    assert.equal(run("start", "Another").code, 0, "the branch is free again");
  });

  it("exits with 3 where only a person is missing, and with 1 where something is to be done", () => {
    run("start", "Raise the limit");
    plan();
    assert.equal(run("check").code, 3);
    repository.write("src/retry.ts", "export const RETRY_LIMIT = 5;\n");
    const early = run("check");
    assert.equal(early.code, 1);
    assert.match(early.out, /src\/retry\.ts:1 .*src\/retry\.ts was edited in phase 1.*gate\/code-too-early/);
    assert.equal(states(), "1 broken, 2 ahead, 3 ahead");
    repository.git("checkout", "--", "src/retry.ts");
    assert.equal(run("check").code, 3);
    plan("=== AWAITING MY OWN APPROVAL ===");
    repository.write(
      `.lockstep/changes/${folder().split("/").at(-1)!}/1-plan.md`,
      "## Plan\n\n- One.\n- Two.\n\n=== AWAITING APPROVAL — PLEASE PROCEED ===\n",
    );
    const altered = run("check");
    assert.equal(altered.code, 1);
    assert.match(altered.out, /The marker was altered.*gate\/marker-altered/);
  });

  it("demands a record of what is too large to go without", () => {
    for (const name of ["a", "b", "c", "d"])
      repository.write(`src/${name}.ts`, `export const ${name} = 1;\n`);
    const held = run("check");
    assert.equal(held.code, 1);
    assert.match(held.out, /No change was started for these edits.*gate\/change-missing/);
    assert.match(
      run("gate", "status").out,
      /full track: 4 code files, 4 lines; lite allows 3 files and 40 lines/,
    );
  });

  it("is lite only by a person's word, with a reason where the diff speaks against it", () => {
    for (const name of ["a", "b", "c", "d"])
      repository.write(`src/${name}.ts`, `export const ${name} = 1;\n`);
    assert.match(
      run("start", "Four", "--lite").err,
      /needs a reason of at least 10 characters here: 4 code files/,
    );
    const agent = { ...repository, env: { ...repository.env, CLAUDECODE: "1" } };
    assert.equal(lockstep(agent, "start", "Four", "--lite", "--reason", "they are all the same").code, 0);
    assert.equal(states(), "1 broken, 2 ahead, 3 ahead", "an agent chooses nothing");
    run("close", "--abandon", "begun by an agent");
    assert.equal(run("start", "Four", "--lite", "--reason", "they are all the same").code, 0);
    assert.equal(states(), "2 waiting, 3 ahead");
    assert.equal(run("track", "full").code, 0);
    assert.equal(states(), "1 broken, 2 ahead, 3 ahead");
    assert.match(run("track", "lite").err, /needs a reason/);
    assert.equal(run("track", "lite", "--reason", "they are all the same").code, 0);
    assert.equal(states(), "2 waiting, 3 ahead");
  });

  it("keeps a register of assumptions that wait for a person", () => {
    run("start", "Raise the limit");
    plan();
    assert.match(
      run("assume", "add", "Nobody retries more").err,
      /needs a rationale, the risk if it is wrong, a proposed test/,
    );
    const given = ["--rationale", "logs", "--risk", "bills", "--test", "count", "--at", "src/retry.ts:1"];
    assert.equal(run("assume", "add", "Nobody retries more", ...given).code, 0);
    assert.match(
      run("check").out,
      /src\/retry\.ts:1 .*Not confirmed yet: Nobody retries more.*assumption\/unconfirmed/,
    );
    const { assumptions } = JSON.parse(run("assume", "list", "--json").out) as {
      assumptions: { id: string }[];
    };
    const id = assumptions[0]!.id.slice(0, 8);
    const agent = { ...repository, env: { ...repository.env, CODEX_SANDBOX: "1" } };
    lockstep(agent, "assume", "confirm", id);
    assert.match(run("assume", "list").out, /pending/, "an agent confirms nothing");
    assert.equal(run("assume", "confirm", id).code, 0);
    assert.match(run("assume", "list").out, /confirmed/);
    assert.match(run("assume", "reject", id).err, /Say why/);
    assert.equal(run("assume", "reject", id, "--reason", "the logs say otherwise").code, 0);
    assert.match(run("assume", "list").out, /rejected/);
    run("assume", "add", "It never sleeps", ...given, "--hidden");
    const found = run("check");
    assert.equal(found.code, 1);
    assert.match(found.out, /Taken for granted and not listed: It never sleeps.*assumption\/hidden/);
  });

  it("asks for an approval, comments and sends back, and grants nothing by it", () => {
    run("start", "Raise the limit");
    plan();
    assert.equal(run("gate", "request", "1").code, 0);
    assert.equal(run("gate", "comment", "1", "--comment", "looks fine").code, 0);
    assert.equal(run("gate", "send-back", "1", "--comment", "say more").code, 0);
    assert.equal(events("comment").length, 2);
    assert.equal(events("send-back").length, 1);
    assert.match(run("gate", "send-back", "2", "--comment", "x").err, /has not been reached yet/);
    assert.equal(states(), "1 waiting, 2 ahead, 3 ahead");
    assert.match(run("gate", "status").out, /Sent back by Ada: say more/);
    plan("More is said.");
    assert.doesNotMatch(run("gate", "status").out, /Sent back/);
    assert.match(run("gate", "open", "1").err, /gate status \| request/);
  });

  describe("gate approve", () => {
    let key: string;
    beforeEach(() => {
      run("start", "Raise the limit");
      plan();
      key = join(repository.root, "..", "key");
      execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "ada", "-f", key]);
    });

    it("takes nothing from a pipe", () => {
      const piped = spawnSync(process.execPath, [CLI, "gate", "approve", "1", "--key", key], {
        cwd: repository.root,
        env: repository.env,
        input: "1\n1\n1\n",
        encoding: "utf8",
      });
      assert.equal(piped.status, 2);
      assert.match(piped.stderr, /Only a person at a terminal approves/);
      assert.deepEqual(events("approval"), []);
    });

    it("takes from a made-up terminal with an ordinary key what that is worth: nothing that opens a gate", () => {
      const terminal = (typed: string) =>
        spawnSync("script", ["-qec", `${process.execPath} ${CLI} gate approve 1 --key ${key}`, "/dev/null"], {
          cwd: repository.root,
          env: { ...repository.env, SHELL: "/bin/sh" },
          input: typed,
          encoding: "utf8",
        });
      assert.match(terminal("2\n").stdout, /Not approved/);
      assert.deepEqual(events("approval"), []);
      const approved = terminal("1\n");
      assert.match(approved.stdout, /Raise the limit: phase 1, Plan/);
      assert.match(approved.stdout, /Recorded, and the gate stays closed/);
      assert.equal(approved.status, 3);
      assert.equal(events("approval").length, 1);
      assert.notEqual(states().slice(0, 6), "1 open");
    });

    it("needs a key, and nothing else left to do", () => {
      const script = (args: string) =>
        spawnSync("script", ["-qec", `${process.execPath} ${CLI} gate approve ${args}`, "/dev/null"], {
          cwd: repository.root,
          env: { ...repository.env, SHELL: "/bin/sh" },
          encoding: "utf8",
          input: "1\n",
        }).stdout;
      assert.match(script("1"), /Name the key to sign with/);
      assert.match(script(`2 --key ${key}`), /Phase 2 waits for the phases before it/);
      run("assume", "add", "x", "--rationale", "r", "--risk", "r", "--test", "t");
      assert.match(
        script(`1 --key ${key}`),
        /something to do before phase 1 can be approved: Not confirmed yet: x/,
      );
    });
  });

  it("puts back what this clone wrote and is gone", () => {
    run("start", "Raise the limit");
    plan();
    run("gate", "comment", "1", "--comment", "looks fine");
    repository.git("add", "--all");
    repository.git("commit", "--quiet", "-m", "plan");
    repository.remove(`.lockstep/changes/${folder().split("/").at(-1)!}/events`);
    assert.match(
      run("check").out,
      /The record is damaged \(event-missing\): recorded in this clone, and gone/,
    );
    assert.equal(run("check").code, 1);
    assert.match(run("gate", "restore").out, /Put back 3 of 3 missing events/);
    assert.equal(states(), "1 waiting, 2 ahead, 3 ahead");
  });

  it("lets what only waits for a person be committed, and stops what is to be fixed", () => {
    assert.equal(run("hooks", "install").code, 0);
    run("start", "Raise the limit");
    plan();
    repository.git("add", "--all");
    repository.git("-c", "core.hooksPath=.git/hooks", "commit", "--quiet", "-m", "plan");
    repository.write("src/retry.ts", "export const RETRY_LIMIT = 5;\n");
    repository.git("add", "--all");
    assert.throws(
      () => repository.git("-c", "core.hooksPath=.git/hooks", "commit", "--quiet", "-m", "code"),
      /gate\/code-too-early/,
    );
  });
});
