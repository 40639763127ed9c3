import { splitLines } from "./lines.ts";
import { markersIn } from "./markers.ts";
import { phaseHeading } from "./phase-heading.ts";
import { repairLine } from "./mojibake.ts";
import { blankOwnSection } from "./own-section.ts";
import { bareTitle, isChecklistTitle, isNormative, isRuleTitle, isSequenceTitle } from "./words.ts";

/** Characters of a document that are looked at to recognise it. */
const LOOKED_AT = 64 * 1024;
const ENOUGH = 0.5;

/** Whether a document is likely a team's change protocol. Cheap: one pass, no parsing. */
export function isProtocolDocument(text: string): boolean {
  return protocolScore(text) >= ENOUGH;
}

/**
 * How much a Markdown document looks like a change protocol, 0 to 1: each kind of sign counts once, so that
 * a long list of tasks alone is none.
 */
export function protocolScore(text: string): number {
  const signs = new Set<keyof typeof WEIGHTS>();
  let normative = 0;
  let filled = 0;
  for (const raw of splitLines(blankOwnSection(text.slice(0, LOOKED_AT)))) {
    const line = repairLine(raw.slice(0, 400)).text.trim();
    if (line === "") continue;
    filled += 1;
    for (const sign of signsOf(line)) signs.add(sign);
    if (isNormative(line)) normative += 1;
  }
  if (filled >= 5 && normative * 12 >= filled) signs.add("normative");
  const sum = [...signs].reduce((total, sign) => total + WEIGHTS[sign], 0);
  return Math.min(1, sum);
}

const WEIGHTS = {
  surfaces: 0.5,
  risks: 0.35,
  audit: 0.4,
  rubric: 0.3,
  phase: 0.3,
  marker: 0.35,
  title: 0.2,
  sequence: 0.2,
  checklist: 0.15,
  rules: 0.1,
  normative: 0.15,
  stop: 0.15,
  trace: 0.25,
} as const;

function* signsOf(line: string): Generator<keyof typeof WEIGHTS> {
  if (/^\|?\s*surfaces?\s*\|.*\brequirements?\b/i.test(line)) yield "surfaces";
  if (/\|?\s*change type\s*\|/i.test(line)) yield "risks";
  if (/\|\s*evidence\b/i.test(line) && /\|\s*(?:result|status)\b/i.test(line)) yield "audit";
  if (/\bcriterion\s*\|.*\bpass\s*\/\s*fail\b/i.test(line)) yield "rubric";
  if (markersIn(line).length > 0) yield "marker";
  if (/^\[(?:FILE|WHY|DIFF)\]/.test(line)) yield "trace";
  if (/\b(?:halt|STOP)\b/.test(line) || /\b(?:do|must) not (?:proceed|continue)\b/i.test(line)) yield "stop";
  const heading = /^(?:#{1,6}\s+|\*\*)(.{1,200})$/.exec(line)?.[1];
  const bare = heading ?? (/^[\p{Lu}][^.:;!?|]{2,60}$/u.test(line) ? line : undefined);
  if (bare === undefined) return;
  const title = bareTitle(bare.replace(/[*_#]+/g, ""));
  if (heading !== undefined && phaseHeading(title, 0)?.numbered) yield "phase";
  if (
    /\b(?:protocol|development process|change process|control process|change control|workflow rules)\b/i.test(
      title,
    )
  )
    yield "title";
  if (isSequenceTitle(title)) yield "sequence";
  if (isChecklistTitle(title)) yield "checklist";
  if (isRuleTitle(title)) yield "rules";
}
