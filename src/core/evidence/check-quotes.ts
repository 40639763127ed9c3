import type { CheckedClaim, LinesClaim } from "../model/evidence.ts";
import type { Path } from "../model/place.ts";
import { type AnchoredText, anchoredText } from "./anchor.ts";
import { rollingHash, rollingMatches } from "./rolling.ts";
import { findSymbol, holdsWord } from "./symbols.ts";

/** People quote a line and point at the one beside it. */
const SLACK = 2;
/** A name is said of a line somewhere in the body of what it names. */
const BODY = 60;

/**
 * Whether what is quoted beside a claim stands where it says. `undefined` where nothing is quoted.
 * A name may be that of the function the lines are in; code has to be there, looks aside.
 */
export function checkQuotes(claim: LinesClaim, path: Path, text: AnchoredText): CheckedClaim | undefined {
  const [worst] = claim.quotes
    .map((quote) =>
      isName(quote) ? checkName(claim, quote, path, text) : checkCode(claim, quote, path, text),
    )
    .sort((a, b) => WORSE.indexOf(a.state) - WORSE.indexOf(b.state));
  return worst;
}

/** Whether code is quoted beside a claim, not just a name, and all of it stands on the very lines that are claimed. */
export function quotesWhatStands({ quotes, line, endLine = line }: LinesClaim, text: AnchoredText): boolean {
  const code = quotes.filter((quote) => !isName(quote));
  return (
    code.length > 0 &&
    code.every((quote) => placesOf(quote, text)?.some((one) => one.line <= endLine && one.endLine >= line))
  );
}

const WORSE = ["changed", "moved", "holds"];

function isName(quote: string): boolean {
  return /^[\p{L}_$][\p{L}\p{N}_$.]*(?:\(\))?$/u.test(quote);
}

function checkName(claim: LinesClaim, quote: string, path: Path, { lines }: AnchoredText): CheckedClaim {
  const name = quote.replace(/\(\)$/, "").split(".").at(-1) ?? quote;
  const last = claim.endLine ?? claim.line;
  for (let line = Math.max(1, claim.line - BODY); line <= last + SLACK; line++) {
    if (holdsWord(lines[line - 1] ?? "", name))
      return { claim, state: "holds", place: { path, line: claim.line }, says: "is there" };
  }
  const elsewhere = findSymbol(lines.join("\n"), name);
  return elsewhere
    ? {
        claim,
        state: "moved",
        place: { path, line: elsewhere.line },
        says: `${name} is at ${path}:${elsewhere.line}`,
      }
    : {
        claim,
        state: "changed",
        place: { path, line: Math.max(1, Math.min(claim.line, lines.length)) },
        says: `${path} has no ${name}`,
      };
}

function checkCode(claim: LinesClaim, quote: string, path: Path, text: AnchoredText): CheckedClaim {
  const found = placesOf(quote, text);
  if (!found) return { claim, state: "holds", says: "is there" };
  const last = claim.endLine ?? claim.line;
  if (found.some(({ line, endLine }) => line <= last + SLACK && endLine >= claim.line - SLACK)) {
    return { claim, state: "holds", place: { path, line: claim.line }, says: "is there" };
  }
  const [nearest] = found.sort((a, b) => Math.abs(a.line - claim.line) - Math.abs(b.line - claim.line));
  return nearest
    ? {
        claim,
        state: "moved",
        place: nearest.endLine > nearest.line ? { path, ...nearest } : { path, line: nearest.line },
        says: `what it quotes is at ${path}:${nearest.line}`,
      }
    : {
        claim,
        state: "changed",
        place: { path, line: Math.max(1, Math.min(claim.line, text.lines.length)) },
        says: "what it quotes stands nowhere in the file",
      };
}

/** The lines on which a quote stands; `undefined` for one that says nothing. */
function placesOf(quote: string, { stream }: AnchoredText): { line: number; endLine: number }[] | undefined {
  const { hashes } = anchoredText(quote.replace(/(?:\.{3}|…)\s*$/, "")).stream;
  const { length } = hashes;
  if (length === 0) return undefined;
  return rollingMatches(stream.hashes, length, rollingHash(hashes, 0, length)).map((start) => {
    const line = stream.lines[start] ?? 1;
    return { line, endLine: Math.max(line, stream.lines[start + length - 1] ?? line) };
  });
}
