import { strict as assert } from "node:assert";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RealAgent } from "./agents.ts";
import { type Asked, startFakeModel, type Turn } from "./fake-model.ts";

const CLI = fileURLToPath(new URL("../../dist/cli.mjs", import.meta.url));
const MARKER = "=== AWAITING APPROVAL — DO NOT PROCEED ===";
const FILE = "src/retry.ts";
const BEFORE = "export const RETRY_LIMIT = 3;";
const AFTER = "export const RETRY_LIMIT = 5;";
/** Longer than any agent needs, so that one that hangs is seen. */
const PATIENCE = 120_000;

/** What came of one conversation. */
interface Conversation {
  readonly asked: readonly Asked[];
  readonly file: string;
  /** Everything the agent printed. */
  readonly output: string;
  readonly exit: number | null;
  /** `lockstep lint-transcript` on what the agent recorded, if it recorded anything. */
  readonly linted: string | undefined;
  /** What `lockstep doctor` says of the agent. */
  readonly doctor: { readonly state: string; readonly says: string } | undefined;
}

/** What is asked of every agent: a name, the phase it works in, what the model does, and what has to come of it. */
interface Scenario {
  readonly name: string;
  readonly planning: boolean;
  /** The folder is trusted by what the agent keeps, or not at all; left out, for this one run. */
  readonly trust?: "kept" | "none";
  /** Lockstep is gone after the agent was connected. */
  readonly gone?: true;
  turns(agent: RealAgent, root: string): readonly Turn[];
  judge(seen: Conversation, agent: RealAgent): void;
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: "an edit is denied",
    planning: true,
    turns: (agent, root) => [...agent.edit(root, FILE, BEFORE, AFTER), { text: `A plan.\n\n${MARKER}` }],
    judge({ asked, file, linted }) {
      assert.doesNotMatch(linted ?? "", /was written before/, "what was refused was not written");
      assert.equal(file, `${BEFORE}\n`, "the file was written");
      assert.match(
        last(asked),
        /Lockstep: phase 1, .{1,8}Clarifying Questions.{1,20}is current and only plans/,
      );
      assert.match(last(asked), /Next: complete \.lockstep\/changes\//, "the model is told what to do");
    },
  },
  {
    name: "an allowed one passes untouched",
    planning: false,
    turns: (agent, root) => [...agent.edit(root, FILE, BEFORE, AFTER), { text: "Done." }],
    judge({ asked, file }) {
      assert.equal(file, `${AFTER}\n`, "the file was not written");
      assert.doesNotMatch(
        last(asked),
        /Lockstep: (?:phase|this turn|docs|the protocol)/,
        "nothing is said of it",
      );
    },
  },
  {
    name: "a turn is sent back",
    planning: true,
    turns: () => [{ text: "Done." }, { text: `A plan.\n\n${MARKER}` }],
    judge({ asked, file }) {
      assert.equal(file, `${BEFORE}\n`);
      assert.equal(asked.length, 2, `the model was asked ${asked.length} times`);
      assert.match(last(asked), /Lockstep: this turn cannot end yet/);
      assert.match(last(asked), /does not end with the gate's marker/);
    },
  },
  {
    name: "in a folder that is trusted by what the agent keeps, an edit is denied",
    planning: true,
    trust: "kept",
    turns: (agent, root) => [...agent.edit(root, FILE, BEFORE, AFTER), { text: `A plan.\n\n${MARKER}` }],
    judge({ asked, file, doctor }) {
      assert.equal(file, `${BEFORE}\n`, "the file was written");
      assert.match(last(asked), /is current and only plans/);
      assert.equal(doctor?.state, "good", doctor?.says);
    },
  },
  {
    name: "in a folder that is not trusted, no hook runs, and the doctor vouches for none",
    planning: true,
    trust: "none",
    turns: (agent, root) => [...agent.edit(root, FILE, BEFORE, AFTER), { text: `A plan.\n\n${MARKER}` }],
    judge({ asked, file, doctor }, { trust }) {
      if (trust?.otherwise === "not at all") return assert.equal(asked.length, 0, "it worked");
      assert.equal(file, `${AFTER}\n`, "a hook ran");
      assert.equal(doctor?.state, "unsure", doctor?.says);
      assert.match(doctor.says, /where the folder is trusted/);
    },
  },
  {
    name: "where Lockstep is gone, an edit is refused",
    planning: false,
    gone: true,
    turns: (agent, root) => [...agent.edit(root, FILE, BEFORE, AFTER), { text: "Done." }],
    judge({ file }) {
      assert.equal(file, `${BEFORE}\n`, "the file was written");
    },
  },
];

/** Why a scenario says nothing of an agent; `undefined` where it does. */
export function skippedFor(
  { trust, gone }: Scenario,
  agent: Pick<RealAgent, "trust" | "failsOpen" | "connects">,
): string | undefined {
  if (trust !== undefined && !agent.trust) return "its hooks need no trusted folder";
  if (gone && agent.failsOpen) return "it goes on where a hook cannot be run";
  return gone && agent.connects === false ? "the extension brings its own" : undefined;
}

function last(asked: readonly Asked[]): string {
  return asked.at(-1)?.body ?? "";
}

/** Runs one scenario with one agent. Throws what is wrong. */
export async function play(
  scenario: Scenario,
  agent: RealAgent,
  { installed, node }: { readonly installed: string; readonly node: string },
): Promise<Conversation> {
  const base = realpathSync(mkdtempSync(join(tmpdir(), "lockstep-agent-")));
  const [root, home, bin] = ["work", "home", "bin"].map((name) => join(base, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [root, home, bin]) mkdirSync(folder);
  try {
    const env = environment(home, bin);
    prepare(root, bin, agent, scenario.planning, env);
    const model = await startFakeModel(scenario.turns(agent, root));
    try {
      const trusted = scenario.trust === undefined;
      const place = { installed, node, root, home, url: model.url, trusted };
      const { program, args, env: own } = agent.start(place, "Raise the limit.");
      if (scenario.trust === "kept" && agent.trust) {
        const kept = join(home, agent.trust.file);
        mkdirSync(dirname(kept), { recursive: true });
        writeFileSync(kept, agent.trust.text(root));
      }
      const doctor = trusted ? undefined : diagnosed(agent, root, env);
      if (scenario.gone) takeAway(root, bin);
      const { exit, output } = await run(program, args, root, { ...env, ...own });
      const file = readFileSync(join(root, FILE), "utf8");
      const seen = {
        asked: model.asked,
        file,
        output,
        exit,
        linted: scenario.gone ? undefined : linted(join(home, agent.transcripts), root, env),
        doctor,
      };
      try {
        if (scenario.trust !== "none")
          assert.notEqual(
            seen.asked.length,
            0,
            `the model was never asked (exit ${exit}): ${output.slice(-1500)}`,
          );
        scenario.judge(seen, agent);
      } catch (error) {
        if (process.env["LOCKSTEP_AGENTS_DEBUG"])
          writeFileSync(process.env["LOCKSTEP_AGENTS_DEBUG"], JSON.stringify({ ...seen, base }, null, 1));
        throw error;
      }
      return seen;
    } finally {
      model.close();
    }
  } finally {
    if (!process.env["LOCKSTEP_AGENTS_KEEP"]) rmSync(base, { recursive: true, force: true });
  }
}

/** A repository that is held to five phases, connected to the agent as a person would connect it. */
function prepare(
  root: string,
  bin: string,
  agent: RealAgent,
  planning: boolean,
  env: NodeJS.ProcessEnv,
): void {
  const script = join(bin, "lockstep");
  writeFileSync(script, `#!/bin/sh\nexec '${process.execPath}' '${CLI}' "$@"\n`);
  chmodSync(script, 0o755);
  const git = (...args: string[]): void => void execFileSync("git", args, { cwd: root, env, stdio: "pipe" });
  const protocol = planning ? "lockstep:gated-phases" : "lockstep:recommended";
  mkdirSync(join(root, ".lockstep"));
  mkdirSync(join(root, "src"));
  writeFileSync(join(root, ".lockstep/config.jsonc"), `{ "protocols": ["${protocol}"] }\n`);
  writeFileSync(join(root, FILE), `${BEFORE}\n`);
  git("init", "-q", "-b", "main");
  const lockstep = (...args: string[]): void =>
    void execFileSync("lockstep", args, { cwd: root, env, stdio: "pipe" });
  if (agent.connects !== false) lockstep("connect", "--agent", agent.connection, "--write");
  git("add", "-A");
  git("commit", "-qm", "first");
  if (planning) lockstep("start", "Retry");
}

/** What the doctor says of an agent. */
function diagnosed(
  { name }: RealAgent,
  root: string,
  env: NodeJS.ProcessEnv,
): { state: string; says: string } | undefined {
  const { stdout } = spawnSync("lockstep", ["doctor", "--json"], { cwd: root, env, encoding: "utf8" });
  const { checks } = JSON.parse(stdout) as { checks: { title: string; state: string; says: string }[] };
  return checks.find(({ title }) => title === name);
}

/** Takes Lockstep from the PATH, and from where a hook names it by its place. */
function takeAway(root: string, bin: string): void {
  rmSync(join(bin, "lockstep"));
  const codex = join(root, ".codex/hooks.json");
  if (existsSync(codex)) writeFileSync(codex, readFileSync(codex, "utf8").replaceAll("cli.mjs", "gone.mjs"));
}

function environment(home: string, bin: string): Record<string, string> {
  return {
    PATH: [bin, dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter),
    HOME: home,
    TERM: "dumb",
    NO_COLOR: "1",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: "Ada",
    GIT_AUTHOR_EMAIL: "ada@example.org",
    GIT_COMMITTER_NAME: "Ada",
    GIT_COMMITTER_EMAIL: "ada@example.org",
  };
}

function run(
  program: string,
  args: readonly string[],
  cwd: string,
  env: Record<string, string>,
): Promise<{ exit: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    let output = "";
    const heard = (chunk: Buffer): void => void (output = (output + chunk.toString()).slice(-200_000));
    child.stdout.on("data", heard);
    child.stderr.on("data", heard);
    const timer = setTimeout(() => process.kill(-child.pid!, "SIGKILL"), PATIENCE);
    child.once("error", reject);
    child.once("close", (exit) => {
      clearTimeout(timer);
      resolve({ exit, output });
    });
  });
}

/** What `lockstep lint-transcript` says of the newest transcript below a folder. */
function linted(folder: string, root: string, env: NodeJS.ProcessEnv): string | undefined {
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".jsonl"),
    );
  } catch {
    return undefined;
  }
  const file = names.find((name) => !/logs|history/.test(name));
  if (file === undefined) return undefined;
  try {
    return execFileSync("lockstep", ["lint-transcript", join(folder, file), "--fail-on", "never"], {
      cwd: root,
      env,
      encoding: "utf8",
      stdio: "pipe",
    });
  } catch (error) {
    return (error as { stderr?: string }).stderr ?? String(error);
  }
}
