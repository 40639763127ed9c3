import { splitLines } from "../../src/core/diff/lines.ts";
import { commentImpactsOf, filesToRead } from "../../src/core/impact/comment-impacts.ts";
import { type CommentedCode, readCommented } from "../../src/core/impact/code/commented-code.ts";
import type { ImpactQuery } from "../../src/core/impact/impacts.ts";
import type { ChangedFact, FileChange, Impact } from "../../src/core/model/change.ts";

/**
 * A comment line that is said to be false of the code after a step, as it read before it; and what became of it: the
 * step changed it (`changed`), a later one did (`later`), it is still there (`left`), or its file is gone.
 */
export interface CommentFinding {
  readonly impact: Impact;
  /** It stands in a file whose code the step changed. */
  readonly own: boolean;
  readonly fate: "changed" | "later" | "left" | "gone";
  /** The whole line. */
  readonly text: string;
}

type CommentQuery = Pick<ImpactQuery, "facts" | "changes"> & {
  occurrences(word: string): readonly string[];
  /** The text of a file of the after tree. */
  textOf(path: string): string | undefined;
};

/** The code files that judging a step reads for their comments, as they are after it. */
export function commentedAfter({ facts, occurrences, textOf }: CommentQuery): Map<string, CommentedCode> {
  const paths = filesToRead(facts, occurrences);
  return new Map(paths.map((path) => [path, readCommented(path, textOf(path) ?? "")]));
}

/**
 * What would be said of the comments if the step had changed its code only: the code is that after the step, the
 * comments are those before it. Comments that went with the code around them are not asked about.
 */
export function commentFindings(
  query: CommentQuery,
  commented: ReadonlyMap<string, CommentedCode>,
): CommentFinding[] {
  const byPath = new Map(query.changes.map((change) => [change.path, change]));
  const hypothetical = new Map(commented);
  for (const { path, from, before } of query.changes) {
    if (before === undefined) continue;
    const old = readCommented(from ?? path, before);
    const now = commented.get(path) ?? readCommented(path, query.textOf(path) ?? "");
    hypothetical.set(path, { ...old, runs: (word) => now.runs(word) });
  }
  const facts = query.facts.map((changed) => beforeStep(changed, byPath.get(changed.cause.path)));
  const words = new Map<string, readonly string[]>();
  const occurrences = (word: string): readonly string[] => {
    const known = words.get(word);
    if (known) return known;
    const after = query.occurrences(word);
    const before = [...byPath.values()].filter((change) => (change.before ?? "").includes(word));
    const all = after.length > 5 ? after : [...new Set([...after, ...before.map(({ path }) => path)])];
    words.set(word, all);
    return all;
  };
  const said = commentImpactsOf({ facts, occurrences, commented: hypothetical, changes: query.changes });
  return said.flatMap((impact): CommentFinding[] => {
    const { path, line } = impact.place;
    const change = byPath.get(path);
    const text = hypothetical.get(path)?.comments.lines[line - 1] ?? "";
    if (change && change.before !== undefined) {
      if (change.after === undefined || wentWithCode(change, line, hypothetical.get(path))) return [];
      if (isInHunk(change, line))
        return [{ impact, own: change.neutral === undefined, fate: "changed", text }];
    }
    return [{ impact, own: change !== undefined && change.neutral === undefined, fate: "left", text }];
  });
}

/** The findings, with what became of the lines that their step left alone. @param later the text of a file some steps on */
export function followedUp(
  findings: readonly CommentFinding[],
  later: (path: string) => string | undefined,
): CommentFinding[] {
  return findings.map((finding) => {
    if (finding.fate !== "left") return finding;
    const then = later(finding.impact.place.path);
    if (then === undefined) return { ...finding, fate: "gone" };
    return then.includes(finding.text.trim()) ? finding : { ...finding, fate: "later" };
  });
}

function isInHunk({ hunks }: FileChange, line: number): boolean {
  return hunks.some(({ oldStart, oldCount }) => line >= oldStart && line < oldStart + oldCount);
}

/** Whether a comment's line vanished together with code, so that nobody had to think of it. */
function wentWithCode(change: FileChange, line: number, old: CommentedCode | undefined): boolean {
  const hunk = change.hunks.find(({ oldStart, oldCount }) => line >= oldStart && line < oldStart + oldCount);
  if (!hunk || !old) return false;
  const now = readCommented(change.path, change.after ?? "");
  for (let k = hunk.newStart; k < hunk.newStart + hunk.newCount; k++) if (now.commentOn(k)) return false;
  const lines = splitLines(change.before ?? "");
  for (let k = hunk.oldStart; k < hunk.oldStart + hunk.oldCount; k++)
    if (!old.commentOn(k) && (lines[k - 1] ?? "").trim() !== "") return true;
  return false;
}

/** A fact with its cause in the text before the step. */
function beforeStep(changed: ChangedFact, change: FileChange | undefined): ChangedFact {
  const { line, path } = changed.cause;
  if (!change) return changed;
  const name = changed.fact.name?.split(".").at(-1)?.replace(/^--/, "") ?? "";
  const lines = splitLines(change.before ?? "");
  let shift = 0;
  for (const { oldStart, oldCount, newStart, newCount } of change.hunks) {
    const first = newCount === 0 ? newStart + 1 : newStart;
    if (line < first) break;
    if (line < newStart + newCount) {
      for (let k = oldStart; k < oldStart + oldCount; k++)
        if (lines[k - 1]?.includes(name)) return { ...changed, cause: { path, line: k } };
      return { ...changed, cause: { path, line: oldStart } };
    }
    shift = oldStart + oldCount - (newStart + newCount);
  }
  return { ...changed, cause: { path, line: Math.max(1, line + shift) } };
}
