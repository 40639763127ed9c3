import type { Path } from "../model/place.ts";
import type { TraceBlock } from "./audit.ts";
import { AUDIT_LIMITS, type ScannedLine } from "./scan-lines.ts";

const MARK = /^(?:[-*+]\s+)?(?:\*\*|__|`)?\[(FILE|WHY|DIFF)\](?:\*\*|__|`)?\s{0,4}:?\s{0,4}/i;

interface Open {
  file: string;
  why: string[];
  diff: string[] | undefined;
  line: number;
  endLine: number;
  diffLine: number | undefined;
}

/**
 * The `[FILE] … [WHY] … [DIFF] …` blocks of a document, in fences or not. A block ends at the next
 * `[FILE]`, and its diff at the fence that closes it or at a heading.
 */
export function readTraces(path: Path, lines: readonly ScannedLine[]): TraceBlock[] {
  const blocks: TraceBlock[] = [];
  let open: Open | undefined;
  let part: "file" | "why" | "diff" | undefined;
  let diffFence: number | undefined;
  const close = (): void => {
    if (!open || blocks.length >= AUDIT_LIMITS.traces) return;
    const { file, why, diff, line, endLine, diffLine } = open;
    blocks.push({
      file,
      why: why.join(" ").trim(),
      ...(diff === undefined ? {} : { diff }),
      place: { path, line, ...(endLine > line ? { endLine } : {}) },
      ...(diffLine === undefined ? {} : { diffLine }),
    });
  };
  for (const { body, raw, line, fence, isFence } of lines) {
    // What a diff in a fence of its own holds is told, not marked.
    const quoted = diffFence !== undefined && fence?.number === diffFence && part === "diff" && !isFence;
    const mark = quoted ? null : MARK.exec(body);
    const kind = mark?.[1]?.toLowerCase();
    const rest = mark ? body.slice(mark[0].length) : body;
    if (kind === "file") {
      close();
      open = { file: fileIn(rest), why: [], diff: undefined, line, endLine: line, diffLine: undefined };
      part = "file";
      diffFence = undefined;
      continue;
    }
    if (!open) continue;
    if (kind === "why") {
      part = "why";
      open.why.push(rest);
    } else if (kind === "diff") {
      part = "diff";
      open.diff = rest.trim() === "" ? [] : [rest];
      open.diffLine = line;
      diffFence = undefined;
    } else if (isFence) {
      // The fence of the diff itself closes the block; a fence around the whole block does too.
      if (part === "diff" && diffFence === undefined && open.diff?.length === 0 && fence)
        diffFence = fence.number;
      else {
        if (part === "diff") open.endLine = line;
        part = undefined;
      }
      continue;
    } else if (part === "why" && body.trim() !== "") {
      if (/^#{1,6}\s/.test(body)) part = undefined;
      else open.why.push(body);
    } else if (part === "diff") {
      if (fence === undefined && /^#{1,6}\s/.test(body)) part = undefined;
      else open.diff?.push(raw);
    }
    if (part !== undefined && body.trim() !== "") open.endLine = line;
  }
  close();
  return blocks;
}

function fileIn(rest: string): string {
  const link = /^\[[^\]]{0,400}\]\(([^()\s]{1,1000})\)/.exec(rest)?.[1];
  return (link ?? rest)
    .replaceAll(/[`*]/g, "")
    .replace(/\s+\((?:new|added|modified|deleted|renamed|moved)[^()]{0,80}\)\s*$/i, "")
    .trim();
}
