import { History, historyStep, type HistoryStep, type StepFile, textsOfStep } from "#core";
import { manyBlobs } from "../git/batch.ts";
import { rawChanges } from "../git/diff.ts";
import type { Git } from "../git/git.ts";
import { textFrom } from "../trees/text.ts";
import type { Told } from "./told.ts";
import { type CacheKind, readCache, writeCache } from "./cache-file.ts";

/** The main line up to a commit, as far as it says what changes together: oldest first. */
export interface HistoryLog {
  readonly commits: readonly string[];
  /** What each of the commits changed. */
  readonly steps: readonly HistoryStep[];
}

/** So many of the latest steps are read: what is older fades anyway. */
const STEPS = 5_000;
const KIND: CacheKind = { name: "history", version: 1 };
/** Steps read at once: bounds the memory their documents take. */
const AT_ONCE = 500;

/** What is kept of the main line; nothing where it was not read before. */
export async function keptLog(folder: string): Promise<HistoryLog> {
  const kept = await readCache(folder, KIND);
  return isLog(kept) ? kept : { commits: [], steps: [] };
}

/** The main line up to a commit: from what is kept where it ends on that line, else read anew, and kept. */
export async function readLog(git: Git, folder: string, tip: string, told: Told = {}): Promise<HistoryLog> {
  const kept = await keptLog(folder);
  if (kept.commits.includes(tip)) return kept;
  const line = await mainLine(git, tip);
  const last = kept.commits.at(-1);
  const at = last === undefined ? -1 : line.findIndex(({ commit }) => commit === last);
  const base = at < 0 ? { commits: [], steps: [] } : kept;
  const fresh = line.slice(at + 1);
  const steps: HistoryStep[] = [];
  for (let k = 0; k < fresh.length; k += AT_ONCE) {
    const some = fresh.slice(k, k + AT_ONCE);
    steps.push(...(await readSteps(git, some, told.signal)));
    told.progress?.((k + some.length) / fresh.length);
  }
  const log = {
    commits: [...base.commits, ...fresh.map(({ commit }) => commit)].slice(-STEPS),
    steps: [...base.steps, ...steps].slice(-STEPS),
  };
  await writeCache(folder, KIND, log);
  return log;
}

/** The history as it was at one commit after another; cheap where each comes after the one before. */
export function historyReader(): (log: HistoryLog, commit: string | undefined) => History {
  let now: { readonly log: HistoryLog; readonly history: History; learned: number } | undefined;
  return (log, commit) => {
    const at = commit === undefined ? -1 : log.commits.lastIndexOf(commit);
    // A commit beside the main line knows at least what the line began with; nothing says what came later.
    const wanted = at < 0 ? log.steps.length : at + 1;
    if (now?.log !== log || now.learned > wanted) now = { log, history: new History(), learned: 0 };
    for (; now.learned < wanted; now.learned++) {
      const step = log.steps[now.learned];
      if (step) now.history.learn(step);
    }
    return now.history;
  };
}

/** A commit and its first parent; none for a root. */
interface Link {
  readonly commit: string;
  readonly parent: string | undefined;
}

/** The first-parent line that ends in a commit, oldest first. */
async function mainLine(git: Git, tip: string): Promise<Link[]> {
  const asked = ["rev-list", "--first-parent", "--parents", `--max-count=${STEPS}`, "--end-of-options", tip];
  const text = await git.text(asked);
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      const [commit = "", parent] = line.split(" ");
      return { commit, parent };
    })
    .reverse();
}

async function readSteps(
  git: Git,
  links: readonly Link[],
  signal: AbortSignal | undefined,
): Promise<HistoryStep[]> {
  const lines = links.map(({ commit, parent }) => (parent === undefined ? commit : `${commit} ${parent}`));
  const asked = { input: Buffer.from(`${lines.join("\n")}\n`), ...(signal === undefined ? {} : { signal }) };
  const answer = await git.bytes([...DIFF_TREE], asked);
  const files = new Map<string, readonly StepFile[]>(stepsIn(answer));
  const wanted = new Set([...files.values()].flatMap(textsOfStep));
  const texts = new Map<string, string>();
  for await (const [id, bytes] of manyBlobs(git, [...wanted], signal)) {
    const text = textFrom(bytes);
    if (text !== undefined) texts.set(id, text);
  }
  return links.map(({ commit }) => historyStep(files.get(commit) ?? [], (id) => texts.get(id)));
}

const DIFF_TREE = [
  "diff-tree",
  "--stdin",
  "-r",
  "--root",
  "--raw",
  "-z",
  "--no-abbrev",
  "--no-renames",
  "--no-ext-diff",
  "--no-textconv",
  "--always",
] as const;

/** Reads `<commit>` NUL and the raw changes that follow it. */
function* stepsIn(answer: Buffer): Generator<readonly [commit: string, files: readonly StepFile[]]> {
  let at = 0;
  while (at < answer.length) {
    const end = answer.indexOf(0, at);
    const commit = answer.toString("latin1", at, end).trim();
    let stop = end + 1;
    while (answer[stop] === COLON) {
      const path = answer.indexOf(0, stop) + 1;
      stop = answer.indexOf(0, path) + 1;
    }
    const files = [...rawChanges(answer.subarray(end + 1, stop))].map(({ path, before, after }) => ({
      path,
      old: isFile(before.mode) ? before.object : undefined,
      now: isFile(after.mode) ? after.object : undefined,
    }));
    yield [commit, files];
    at = stop;
  }
}

const COLON = 58;

function isFile(mode: string): boolean {
  return mode.startsWith("100");
}

function isLog(value: unknown): value is HistoryLog {
  if (typeof value !== "object" || value === null) return false;
  const { commits, steps } = value as Partial<HistoryLog>;
  return Array.isArray(commits) && Array.isArray(steps) && commits.length === steps.length;
}
