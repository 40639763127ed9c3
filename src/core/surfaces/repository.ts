import type { FileChange } from "../model/change.ts";
import type { Path } from "../model/place.ts";
import type { Obligation } from "../model/verdict.ts";
import type { BoundSurface } from "./bind.ts";
import { type Judged, untouched } from "./judged.ts";
import { firstChange, type Situation } from "./situation.ts";

/**
 * Owed until the changed files are committed together. A staged file that names one left behind is
 * said by a rule of its own (`neededButLeft`): that commit would not work.
 */
export function judgeRepository(situation: Situation, _surface: BoundSurface): Judged {
  const { files, uncommitted } = situation;
  if (files.length === 0) return untouched;
  const because = files.map(firstChange);
  const obligations =
    situation.change.head === "index"
      ? neededButLeft(situation).map(({ left, by }) => leftBehind(left, by))
      : pending(
          files,
          uncommitted ? [...uncommitted.unstaged, ...uncommitted.untracked, ...uncommitted.staged] : [],
        );
  return { state: obligations.length > 0 ? "owed" : "met", because, obligations };
}

function pending(files: readonly FileChange[], open: readonly Path[]): Obligation[] {
  const waiting = new Set(open);
  return files
    .filter(({ path, from }) => waiting.has(path) || (from !== undefined && waiting.has(from)))
    .map((change) => {
      const place = firstChange(change);
      return { place, says: `${change.path} is not committed yet.`, because: [place] };
    });
}

function leftBehind(left: Path, by: FileChange): Obligation {
  return {
    place: { path: left, line: 1 },
    says: `${left} is left out of the commit, and ${by.path} names it.`,
    because: [firstChange(by)],
  };
}

/** Working files outside the index that a staged file imports or names by path. */
export function neededButLeft({ files, uncommitted }: Situation): { left: Path; by: FileChange }[] {
  const open = [...(uncommitted?.untracked ?? []), ...(uncommitted?.unstaged ?? [])];
  const staged = new Set(files.map(({ path }) => path));
  return open
    .filter((path) => !staged.has(path))
    .flatMap((left) => {
      const by = files.find(
        ({ path, after, hunks }) => after !== undefined && addedNames(after, hunks, path, left),
      );
      return by ? [{ left, by }] : [];
    });
}

/** Whether an added line names a file: its repository path, or `./name` with or without its ending. */
function addedNames(after: string, hunks: FileChange["hunks"], from: Path, path: Path): boolean {
  const lines = after.split("\n");
  const relative = relativePath(from, path).replace(/\.(?:ts|tsx|js|jsx|mts|cts|mjs|cjs|py|rb)$/, "");
  return hunks.some(({ newStart, newCount }) =>
    lines
      .slice(newStart - 1, newStart - 1 + newCount)
      .some(
        (line) => line.includes(path) || new RegExp(`["'\`]${escape(relative)}(?:\\.\\w+)?["'\`]`).test(line),
      ),
  );
}

/** `to` as a module specifier seen from the file `from`: `./b`, `../lib/c.ts`. */
function relativePath(from: Path, to: Path): string {
  const here = from.split("/").slice(0, -1);
  const there = to.split("/");
  let common = 0;
  while (common < here.length && common < there.length - 1 && here[common] === there[common]) common++;
  const up = here.slice(common).map(() => "..");
  return [...(up.length > 0 ? up : ["."]), ...there.slice(common)].join("/");
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
