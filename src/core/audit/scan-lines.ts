import { splitLines } from "../protocol/lines.ts";
import { repairLine } from "../protocol/mojibake.ts";

/** Documents are read up to here. */
export const AUDIT_LIMITS = {
  characters: 1024 * 1024,
  lineCharacters: 8_000,
  rows: 2_000,
  traces: 2_000,
  logs: 2_000,
} as const;

/** A line of a document, with what stands around it. */
export interface ScannedLine {
  /** 1-based. */
  readonly line: number;
  readonly raw: string;
  /** Without quote marks and indentation. */
  readonly body: string;
  /** The column at which `body` begins. */
  readonly start: number;
  /** The nearest heading above, decoration and encoding repaired. */
  readonly title: string;
  /** Present inside a fence: its info string, and a number that tells fences apart. */
  readonly fence?: { readonly info: string; readonly number: number };
  /** It opens or closes a fence. */
  readonly isFence: boolean;
}

const HEADING = /^#{1,6}\s/;
const FENCE = /^(?:`{3,}|~{3,})/;

/** Splits a document into lines that know their heading and fence. Linear; never throws. */
export function scanLines(text: string): ScannedLine[] {
  const out: ScannedLine[] = [];
  let title = "";
  let fence: { info: string; number: number; mark: string } | undefined;
  let fences = 0;
  splitLines(text.slice(0, AUDIT_LIMITS.characters)).forEach((line, at) => {
    const raw = line.slice(0, AUDIT_LIMITS.lineCharacters);
    const start = bodyStart(raw);
    const body = raw.slice(start);
    const mark = FENCE.exec(body)?.[0];
    const closes =
      fence !== undefined &&
      mark !== undefined &&
      mark.startsWith(fence.mark) &&
      body.slice(mark.length).trim() === "";
    const opens = fence === undefined && mark !== undefined && !body.slice(mark.length).includes("`");
    if (opens) {
      fences++;
      fence = { info: body.slice(mark.length).trim().toLowerCase(), number: fences, mark };
    }
    const plainTitle = fence === undefined || isProse(fence.info) ? titleIn(body) : undefined;
    if (plainTitle !== undefined) title = plainTitle;
    out.push({
      line: at + 1,
      raw,
      body,
      start,
      title,
      ...(fence ? { fence: { info: fence.info, number: fence.number } } : {}),
      isFence: opens || closes,
    });
    if (closes) fence = undefined;
  });
  return out;
}

/** Whether a fence holds text for people, as agents often put a whole report into one. */
export function isProse(info: string): boolean {
  return info === "" || /^(?:md|markdown|text|txt|plain|plaintext)\b/.test(info);
}

function bodyStart(raw: string): number {
  let at = 0;
  while (/[\s>]/.test(raw.charAt(at))) at++;
  return at;
}

function titleIn(body: string): string | undefined {
  const bold = /^(?:\*\*|__)([^*]{1,160})(?:\*\*|__)\s{0,4}:?\s{0,4}$/.exec(body)?.[1];
  const heading = HEADING.test(body) ? body.replace(/^#{1,6}\s+/, "") : bold;
  const label = heading === undefined && /^[A-Z][A-Z /&-]{3,60}:?$/.test(body.trim()) ? body.trim() : heading;
  return label === undefined
    ? undefined
    : repairLine(label)
        .text.replaceAll(/[*_`#]/g, "")
        .replace(/^[^\p{L}\p{N}]+/u, "")
        .replace(/:?\s*$/, "");
}
