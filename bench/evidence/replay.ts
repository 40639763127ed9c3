import {
  type Anchor,
  anchoredText,
  anchorOf,
  checkClaim,
  diffLines,
  findAnchor,
  groundOf,
  pathIndex,
  readAnchor,
  splitLines,
  writeAnchor,
} from "#core";
import { randomFrom } from "./edits.ts";
import { changedBetween, commits, filesAt, renamesBetween, textAt } from "./git.ts";
import { scoreOf, type Score } from "./score.ts";

interface Row {
  path: string;
  /** Where it was recorded. */
  readonly from: string;
  readonly recorded: number;
  readonly anchor: Anchor;
  readonly text: string;
  line: number;
  /** A commit edited the line itself: its row is true no longer, or not surely. */
  touched: boolean;
}

/**
 * True rows recorded at a commit of a real repository, and where they stand after `steps` commits. Which
 * rows a commit leaves alone is known from each commit's own diff, line by line.
 */
export function replay(
  folder: string,
  { steps, rows: wanted, seed }: { steps: number; rows: number; seed: number },
): Score | undefined {
  const history = commits(folder, steps + 1);
  const [start] = history;
  const end = history.at(-1);
  if (start === undefined || end === undefined || history.length < 2) return undefined;
  const rows = sample(folder, start, history, wanted, randomFrom(seed));
  for (let at = 1; at < history.length; at++) step(folder, history[at - 1] ?? "", history[at] ?? "", rows);
  return judge(folder, end, rows, history.length - 1);
}

/** Rows spread over files that change during the replay and files that do not. */
function sample(
  folder: string,
  commit: string,
  history: readonly string[],
  wanted: number,
  random: () => number,
): Row[] {
  const all = [...filesAt(folder, commit).keys()];
  const moving = changedBetween(folder, commit, history.at(-1) ?? commit);
  const changing = all.filter((path) => moving.has(path));
  const pool = changing.length > 0 ? changing : all;
  const texts = new Map<string, string>();
  const rows: Row[] = [];
  for (let tries = 0; rows.length < wanted && tries < wanted * 8 && pool.length > 0; tries++) {
    const path = pool[Math.floor(random() * pool.length)] ?? "";
    const text = texts.get(path) ?? textAt(folder, commit, path) ?? "";
    texts.set(path, text);
    const lines = splitLines(text);
    const line = 1 + Math.floor(random() * Math.max(1, lines.length));
    const content = lines[line - 1] ?? "";
    // Nobody gives a lone bracket as evidence.
    if ((content.match(/[\p{L}\p{N}]/gu) ?? []).length < 4) continue;
    const anchor = anchorOf(anchoredText(text), line);
    const kept = anchor && readAnchor(writeAnchor(anchor));
    if (kept)
      rows.push({
        path,
        from: path,
        recorded: line,
        anchor: kept,
        text: content.trim(),
        line,
        touched: false,
      });
  }
  return rows;
}

function step(folder: string, before: string, after: string, rows: readonly Row[]): void {
  const changed = changedBetween(folder, before, after);
  const renames = renamesBetween(folder, before, after);
  const hunks = new Map<string, ReturnType<typeof diffLines>>();
  for (const row of rows) {
    if (row.touched || !changed.has(row.path)) continue;
    const path = renames.get(row.path) ?? row.path;
    const known =
      hunks.get(row.path) ??
      diffLines(textAt(folder, before, row.path) ?? "", textAt(folder, after, path) ?? "");
    hunks.set(row.path, known);
    let shift = 0;
    for (const { oldStart, oldCount, newCount } of known) {
      const first = oldCount === 0 ? oldStart + 1 : oldStart;
      if (row.line < first) break;
      if (row.line < first + oldCount) row.touched = true;
      shift += newCount - oldCount;
    }
    row.line += shift;
    row.path = path;
  }
}

function judge(folder: string, end: string, rows: readonly Row[], steps: number): Score {
  const texts = new Map<string, string | undefined>();
  const read = (path: string): string | undefined => {
    if (!texts.has(path)) texts.set(path, textAt(folder, end, path));
    return texts.get(path);
  };
  const untouched = rows.filter(({ touched }) => !touched);
  const started = performance.now();
  const outcomes = untouched.map(({ path, line, recorded, anchor, text }) => {
    const now = read(path);
    const found =
      now === undefined ? { is: "gone" as const } : findAnchor(anchor, anchoredText(now), recorded);
    const right =
      found.is === "found" &&
      (found.line === line ||
        (splitLines(now ?? "")[found.line - 1]?.trim() === text && found.line === line));
    return found.is !== "found" ? ("lost" as const) : right ? ("right" as const) : ("elsewhere" as const);
  });
  const ms = performance.now() - started;
  const renames = new Map(
    rows.filter(({ from, path }) => from !== path).map(({ from, path }) => [from, path]),
  );
  const changes = [...renames].map(([from, path]) => ({ path, from, status: "renamed" as const, hunks: [] }));
  const ground = groundOf({
    index: pathIndex(new Set(rows.map(({ path }) => path)), changes),
    read,
    changes,
  });
  const throughNames = untouched.filter(
    ({ from, recorded }) =>
      checkClaim({ is: "lines", path: from, line: recorded, quotes: [], text: "", start: 0, end: 0 }, ground)
        .state !== "unresolved",
  ).length;
  return scoreOf(
    `${folder.split("/").findLast((part) => part !== "" && part !== "repo" && part !== ".git") ?? folder}, ${steps} commits`,
    outcomes,
    ms,
    `${rows.length - untouched.length} rows edited by a commit itself; ${throughNames} names resolve`,
  );
}
