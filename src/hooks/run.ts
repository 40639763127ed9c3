import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { AGENT_NAMES, agentFor } from "./agents/index.ts";
import { isAskedTwice } from "./asked-twice.ts";
import { type HookAnswer, type HookCall, NOTHING } from "./call.ts";
import { pathsOf } from "./edit.ts";
import { Malformed, parsedFields } from "./fields.ts";
import { locate, type Location } from "#adapters/locate";
import { isReadOnly } from "./shell/read-only.ts";

/** What a hook was started with. */
export interface HookRun {
  /** One of `AGENT_NAMES`. */
  readonly agent: string;
  /** What came on standard input. */
  readonly input: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder the process runs in: meant where the agent names none. */
  readonly cwd: string;
  /** The folder Lockstep is installed in. */
  readonly home: string;
  readonly now: Date;
  /** Told when a verdict was made. */
  readonly judged: () => void;
}

/** What to print on standard output; empty where there is nothing to say. Throws Malformed, Trouble. */
export async function runHook(run: HookRun): Promise<string> {
  const input = parsedFields(run.input);
  if (!input) throw new Malformed("standard input holds no JSON object");
  const agent = agentFor(run.agent, input);
  if (!agent) throw new Malformed(`there is no agent “${run.agent}”; there are: ${AGENT_NAMES.join(", ")}`);
  const call = agent.read(input);
  const said = agent.say(await answerTo(call, run, agent.name), call);
  return said === undefined ? "" : `${JSON.stringify(said)}\n`;
}

async function answerTo(call: HookCall, run: HookRun, agent: string): Promise<HookAnswer> {
  if (call.event === "other") return NOTHING;
  if (call.event === "before-command" && isReadOnly(call.command ?? "")) return NOTHING;
  const cwd = resolve(run.cwd, call.cwd ?? "");
  const said = [...new Set(call.edits.flatMap(pathsOf))];
  const locations = new Map(
    await Promise.all(said.map(async (path) => [path, await locate(path, cwd)] as const)),
  );
  const roots = await rootsOf(cwd, [...locations.values()]);
  if (roots.length === 0 || (await isAskedTwice(run.env, cwd))) return NOTHING;
  // What judges is large: it is loaded when there is something to judge.
  const { judgeIn } = await import("./judge-in.ts");
  for (const root of roots) {
    const answer = await judgeIn(root, call, { ...run, agent, locations });
    if (answer.is !== "nothing") return answer;
  }
  return NOTHING;
}

/** The repositories a call is about: those of the files it would write, and the one the agent works in. */
async function rootsOf(cwd: string, locations: readonly Location[]): Promise<readonly string[]> {
  const starts = [...locations.flatMap(({ absolute, real }) => [dirname(absolute), dirname(real)]), cwd];
  const roots = new Set<string>();
  for (const start of starts) {
    const root = rootAbove(start);
    if (root !== undefined && (await stat(root)).isDirectory()) roots.add(root);
  }
  return [...roots];
}

/** The nearest folder at or above that holds `.git`; no git is asked where there is none. */
function rootAbove(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}
