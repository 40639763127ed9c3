import type { Path } from "../model/place.ts";
import { repairLine } from "../protocol/mojibake.ts";
import type { GapRow } from "./audit.ts";
import { isProse, type ScannedLine } from "./scan-lines.ts";

const TITLE =
  /\b(?:known gaps?|gaps?(?:\s*\/\s*todos?)?|todos?|to-dos?|open items?|remaining work|follow-?ups?)\b/i;
const BULLET = /^(?:[-*+•]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?(?=\S)/;
const OWNER =
  /\b(?:owner|owned by|assignee|assigned to|responsible)\b\s{0,2}(?:is\s)?[:=–—-]?\s{0,2}([^\s,;|()][^,;|()]{0,80}?)(?=\s{0,2}(?:[,;|()]|$|\b(?:eta|due|by)\b|[–—]|\s-\s))/i;
const HANDLE = /(?:^|[\s(])(@[\w][\w/-]{0,60})/;
const ETA =
  /\b(?:eta|due(?: date)?|deadline|target(?: date)?|by)\b\s{0,2}[:=–—-]?\s{0,2}([^\s,;|()][^,;|()]{0,60}?)(?=\s{0,2}(?:[,;|()]|$|[–—]|\.$))/i;
const DATE =
  /\b(\d{4}-\d\d-\d\d|\d{4}-Q[1-4]|Q[1-4] \d{4}|\d{4}-W\d\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6} \d{1,2}(?:, \d{4})?|\d{1,2}[./]\d{1,2}[./]\d{2,4})\b/i;
const NOBODY = /^(?:tb[dac]|todo|none|n\/?a|\?+|-+|unknown|unassigned|nobody|someone|the team)$/i;

/** Owner and ETA out of a sentence; what nobody filled in is absent. */
export function gapWords(text: string): { owner?: string; eta?: string } {
  const words = text.slice(0, 2_000);
  const owner = (OWNER.exec(words)?.[1] ?? HANDLE.exec(words)?.[1])?.trim();
  const eta = (ETA.exec(words)?.[1] ?? DATE.exec(words)?.[1])?.trim();
  return {
    ...(owner === undefined || NOBODY.test(owner) ? {} : { owner }),
    ...(eta === undefined || NOBODY.test(eta) ? {} : { eta }),
  };
}

/** The gaps listed as bullets under a heading such as KNOWN GAPS / TODOs. */
export function gapBullets(path: Path, lines: readonly ScannedLine[]): GapRow[] {
  return lines.flatMap(({ body, title, line, fence }) => {
    if (!TITLE.test(title) || (fence && !isProse(fence.info))) return [];
    const mark = BULLET.exec(body)?.[0];
    if (mark === undefined) return [];
    const text = repairLine(body.slice(mark.length)).text.replaceAll(/[*_`]/g, "");
    if (/^(?:none|n\/?a|nothing|no known gaps?)\.?$/i.test(text.trim())) return [];
    return [{ item: subjectOf(text), ...gapWords(text), place: { path, line } }];
  });
}

/** What a gap is about, without who closes it when. */
function subjectOf(text: string): string {
  const words = text.trim().slice(0, 500);
  const end = [OWNER, ETA, HANDLE]
    .map((pattern) => pattern.exec(words)?.index ?? words.length)
    .reduce((a, b) => Math.min(a, b));
  const subject = words.slice(0, end).replace(/[\s(,;:—–-]+$/, "");
  return subject === "" ? words : subject;
}
