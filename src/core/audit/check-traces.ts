import { splitLines } from "../diff/lines.ts";
import type { Ground } from "../evidence/ground.ts";
import { isGenerated } from "../impact/classify.ts";
import type { FileChange } from "../model/change.ts";
import type { Finding } from "../model/finding.ts";
import type { Path, Place } from "../model/place.ts";
import type { Stage } from "../snapshot.ts";
import type { Audit, TraceBlock } from "./audit.ts";
import type { Asked } from "./check-rows.ts";
import { parseDiff, type ToldDiff } from "./parse-diff.ts";
import type { ClaimingDocument } from "./claims.ts";
import { say } from "./rules.ts";
import { insertBlocks } from "./trace-blocks.ts";

/** What is wrong with the `[FILE]/[WHY]/[DIFF]` blocks of a document; nothing where it has none. */
export function traceFindings(
  audit: Audit,
  ground: Ground,
  asked: Asked | undefined,
  stage: Stage,
): Finding[] {
  const { traces } = audit;
  if (traces.length === 0) return [];
  const asksDiff = asked?.trace?.fields.includes("DIFF") ?? false;
  const listed = new Set<string>();
  const findings = traces.flatMap((block) => {
    const [path] = ground.index.resolve(block.file);
    const deleted = ground.changes.find(
      (change) => change.status === "deleted" && change.path === block.file,
    );
    const change = deleted ?? ground.changes.find((one) => one.path === path || one.from === block.file);
    if (change) listed.add(change.path);
    return [
      ...whyFindings(block, stage),
      ...(change
        ? diffFindings(block, change, asksDiff, stage)
        : strangerFindings(block, path, ground, stage)),
    ];
  });
  const left = traced(ground.changes, audit.path).filter(({ path }) => !listed.has(path));
  const last = Math.max(...traces.map(({ place }) => place.endLine ?? place.line));
  const unlisted = left.flatMap((change, at) =>
    say(
      "trace/file-unlisted",
      stage,
      firstLine(traces[0]?.place, audit.path),
      `${change.path} changed and has no [FILE] block.`,
      {
        because: [firstChanged(change)],
        fixes: [[change], ...(at === 0 && left.length > 1 ? [left] : [])].map((some) =>
          insertBlocks(some, audit.path, { after: last }),
        ),
      },
    ),
  );
  return [...findings, ...unlisted];
}

/** The files of a change that a trace has to list: not the document itself, no records, nothing a program wrote. */
function traced(changes: readonly FileChange[], document: Path): FileChange[] {
  return changes.filter(
    ({ path }) => path !== document && !path.startsWith(".lockstep/") && !isGenerated(path),
  );
}

/**
 * What is wrong with a document that has to trace its changes and has no block at all.
 * @param trace the line of the protocol that asks for blocks
 */
export function untracedFindings(
  { audit: { path, traces }, text }: Pick<ClaimingDocument, "audit" | "text">,
  changes: readonly FileChange[],
  { trace, marker }: { readonly trace: Place; readonly marker: string | undefined },
  stage: Stage,
): Finding[] {
  const all = traced(changes, path);
  if (traces.length > 0 || all.length === 0) return [];
  const files = all.length === 1 ? `${all[0]?.path} changed and has` : `${all.length} files changed and have`;
  return say("trace/blocks-missing", stage, { path, line: 1 }, `${files} no [FILE] block.`, {
    because: [
      { ...trace, says: "asks for a block for every changed file" },
      ...all.slice(0, 10).map(firstChanged),
    ],
    fixes: [insertBlocks(all, path, { text, marker })],
  });
}

function firstChanged({ path, hunks }: FileChange): Place {
  return { path, line: Math.max(1, hunks[0]?.newStart ?? 1) };
}

function firstLine(place: Place | undefined, path: string): Place {
  return { path: place?.path ?? path, line: place?.line ?? 1 };
}

function whyFindings({ file, why, place }: TraceBlock, stage: Stage): Finding[] {
  const empty =
    why.replaceAll(/[\s*_`.…—–-]/g, "") === "" ||
    /^(?:tbd|todo|reason(?: for change)?|because|n\/?a)\.?$/i.test(why.trim());
  return empty
    ? say(
        "trace/file-without-why",
        stage,
        firstLine(place, place.path),
        `${file || "The [FILE] block"} has no [WHY].`,
      )
    : [];
}

function strangerFindings(
  { file, place }: TraceBlock,
  path: string | undefined,
  { changes }: Ground,
  stage: Stage,
): Finding[] {
  const at = firstLine(place, place.path);
  if (path === undefined)
    return say("evidence/unresolved", stage, at, `“${file}”: there is no file ${file}.`);
  if (changes.length === 0) return [];
  return say("trace/file-unchanged", stage, at, `${path} has a [FILE] block and is not changed.`, {
    because: [{ path, line: 1 }],
  });
}

function diffFindings(
  { file, diff, place, diffLine }: TraceBlock,
  change: FileChange,
  asksDiff: boolean,
  stage: Stage,
): Finding[] {
  const at = { path: place.path, line: diffLine ?? place.line };
  const told = diff === undefined ? undefined : parseDiff(diff);
  if (diff === undefined || diff.every((line) => line.trim() === "")) {
    return asksDiff ? say("trace/diff-missing", stage, at, `${file} has no [DIFF].`) : [];
  }
  if (change.hunks.length === 0 || (change.before === undefined && change.after === undefined)) return [];
  if (!told)
    return asksDiff
      ? say("trace/diff-missing", stage, at, `The [DIFF] of ${file} adds and removes no line.`)
      : [];
  const wrong = mismatch(told, change);
  return wrong === undefined
    ? []
    : say("trace/diff-mismatch", stage, at, `The [DIFF] of ${file} ${wrong.says}.`, {
        because: [wrong.place],
      });
}

/** What a told diff says that the change does not, or leaves out; `undefined` where they agree. */
function mismatch(told: ToldDiff, change: FileChange): { says: string; place: Place } | undefined {
  const before = splitLines(change.before ?? "");
  const after = splitLines(change.after ?? "");
  const { added, removed } = changedLines(change, before, after);
  const start: Place = { path: change.path, line: Math.max(1, change.hunks[0]?.newStart ?? 1) };
  const invented = told.added.find(
    (line) => !blank(line) && !added.has(normal(line)) && !shifted(line, after, told),
  );
  if (invented !== undefined)
    return { says: `adds “${shown(invented)}”, which the change does not`, place: start };
  const unremoved = told.removed.find(
    (line) => !blank(line) && !removed.has(normal(line)) && !shifted(line, before, told),
  );
  if (unremoved !== undefined)
    return { says: `removes “${shown(unremoved)}”, which the change does not`, place: start };
  if (told.abridged) return undefined;
  const said = new Set([...told.added, ...told.removed].map(normal));
  for (const [line, place] of added) {
    if (line !== "" && !said.has(line))
      return { says: `leaves out “${shown(line)}”`, place: { path: change.path, line: place } };
  }
  for (const line of removed.keys()) {
    if (line !== "" && !said.has(line))
      return { says: `leaves out that “${shown(line)}” is removed`, place: start };
  }
  return undefined;
}

/** The lines a change adds and removes, in normal form, with their numbers. */
function changedLines(
  { hunks }: FileChange,
  before: readonly string[],
  after: readonly string[],
): { added: Map<string, number>; removed: Map<string, number> } {
  const added = new Map<string, number>();
  const removed = new Map<string, number>();
  for (const { oldStart, oldCount, newStart, newCount } of hunks) {
    for (let at = 0; at < newCount; at++) added.set(normal(after[newStart - 1 + at] ?? ""), newStart + at);
    for (let at = 0; at < oldCount; at++) removed.set(normal(before[oldStart - 1 + at] ?? ""), oldStart + at);
  }
  return { added, removed };
}

/** Diffs of equal meaning may mark a line that stands in both as removed and added again. */
function shifted(line: string, side: readonly string[], { added, removed }: ToldDiff): boolean {
  const wanted = normal(line);
  const both = added.some((one) => normal(one) === wanted) && removed.some((one) => normal(one) === wanted);
  const closing = /^[\s)}\];,]*$/.test(line);
  return (both || closing) && side.some((one) => normal(one) === wanted);
}

function normal(line: string): string {
  return line.trim().replaceAll(/\s+/g, " ");
}

function blank(line: string): boolean {
  return line.trim() === "";
}

function shown(line: string): string {
  const text = line.trim();
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
