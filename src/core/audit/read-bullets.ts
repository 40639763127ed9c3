import { type IsFile, parseClaims } from "../evidence/parse-claims.ts";
import type { Path } from "../model/place.ts";
import type { AuditRow } from "./audit.ts";
import { readResult } from "./results.ts";
import { isProse, type ScannedLine } from "./scan-lines.ts";
import { cellOf } from "./tables.ts";

const STRICT = /\b(?:self[- ]?audit|audit|rubric)\b/i;
const LOOSE =
  /\b(?:check-?list|verification|(?:self[- ]?)?review(?:ed)?|test(?:s|ed|ing)?|test plan|definition of done|acceptance(?: criteria)?)\b/i;
const BULLET = /^(?:[-*+•]|\d{1,3}[.)])\s+(?=\S)/;
const BOX = /^\[([ xX-])\]\s+/;
const SIGN = /^(?:✅|❌|✔️?|✗|✘|✖️?|⚠️?|🟢|🔴|🟡|☑️?|:[a-z_]{1,30}:)\s*/u;
const PARTS = /\s*(?:—|–|\||→|->|=>|:(?=\s|\*)|\s-\s)\s*/gu;

/**
 * An audit that was written as a list: `- Tests added: Pass — test/x.ts:12`, `- [x] Docs — README.md:3`,
 * `✅ Secrets — none`. Only under headings that say so, and only bullets that carry a result.
 */
export function readBullets(path: Path, lines: readonly ScannedLine[], isFile: IsFile): AuditRow[] {
  return lines.flatMap((line) => {
    const strict = STRICT.test(line.title);
    if ((!strict && !LOOSE.test(line.title)) || (line.fence && !isProse(line.fence.info))) return [];
    const row = rowOf(path, line, isFile, strict);
    return row ? [row] : [];
  });
}

function rowOf(
  path: Path,
  { body, start, line, title }: ScannedLine,
  isFile: IsFile,
  strict: boolean,
): AuditRow | undefined {
  const mark = BULLET.exec(body)?.[0] ?? "";
  let at = mark.length;
  const box = BOX.exec(body.slice(at));
  if (box && mark !== "") at += box[0].length;
  const sign = SIGN.exec(body.slice(at));
  if (sign) at += sign[0].length;
  if (mark === "" && !sign) return undefined;
  const text = body.slice(at);
  const cuts = cutsOf(text);
  const pieces = cuts.map(({ from, to }) => ({ from, to, raw: text.slice(from, to) }));
  const spoken = pieces.findIndex(
    ({ raw }, index) =>
      index > 0 && raw.length < 60 && readResult(raw.replace(/\(.*$/, "")).verdict !== undefined,
  );
  const first = pieces[0];
  if (!first || first.raw.trim() === "") return undefined;
  const said = sign?.[0] ?? (box ? (box[1] === " " ? "[ ]" : "[x]") : undefined);
  const word = pieces[spoken];
  if (word === undefined && said === undefined) return undefined;
  const whole = cellOf(path, line, text, start + at);
  const claims = parseClaims(whole.raw, isFile).map((claim) => ({ claim, cell: whole }));
  // A ticked box with nothing behind it is a to-do list, not an audit, unless the heading says audit.
  if (
    !strict &&
    word === undefined &&
    !claims.some(({ claim }) => claim.is === "lines" || claim.is === "run" || claim.is === "symbol")
  )
    return undefined;
  const result = word
    ? cellOf(path, line, word.raw, start + at + word.from)
    : cellOf(path, line, (sign?.[0] ?? box?.[0] ?? "").trim(), start + mark.length);
  const { verdict } = readResult(word ? word.raw : (said ?? ""));
  return {
    kind: /\brubric\b/i.test(title) ? "rubric" : "audit",
    item: cellOf(path, line, first.raw, start + at),
    result,
    ...(verdict === undefined ? {} : { verdict }),
    evidence: whole,
    claims,
    place: { path, line },
  };
}

/** The parts of a bullet between dashes, colons and arrows; what stands in code spans is not cut. */
function cutsOf(text: string): { from: number; to: number }[] {
  const spans = [...text.matchAll(/`[^`]{1,400}`/g)].map(
    (match) => [match.index, match.index + match[0].length] as const,
  );
  const cuts: { from: number; to: number }[] = [];
  let from = 0;
  for (const match of text.matchAll(PARTS)) {
    if (spans.some(([start, end]) => match.index >= start && match.index < end)) continue;
    cuts.push({ from, to: match.index });
    from = match.index + match[0].length;
  }
  cuts.push({ from, to: text.length });
  return cuts;
}
