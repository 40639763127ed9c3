import type { Claim } from "../model/evidence.ts";
import { commandIn } from "./commands.ts";
import type { Flat } from "./flat.ts";

/** Words that may stand between a claim and what it quotes. */
const CONNECTS =
  /^[\s:,;()[\]"“”—–>→=-]*(?:(?:in|at|of|see|is|says|reads|has|defines|contains|sets|on|the|function|class|const|def|method|line)[\s:]*){0,3}[\s:,;()[\]"“”—–>→=-]*$/i;
/** How far apart they may stand. */
const NEAR = 24;

/**
 * What is quoted beside a claim and so is said to stand on its lines: code spans that look like code, and
 * double-quoted text of more than one word. Only what stands right beside it, so that prose is left alone.
 */
export function quotesBeside({ text, code }: Flat, claim: Claim, claims: readonly Claim[]): string[] {
  const apart = (from: number, to: number): boolean =>
    to - from <= NEAR && CONNECTS.test(text.slice(from, to));
  return [...code, ...doubleQuoted(text)]
    .filter(({ start, end }) => (start >= claim.end ? apart(claim.end, start) : apart(end, claim.start)))
    .filter(({ start, end }) => !claims.some((other) => other.start < end && start < other.end))
    .filter(
      ({ start, end }) => !claims.some((other) => other !== claim && between(other, { start, end }, claim)),
    )
    .map(({ start, end }) => text.slice(start, end).trim())
    .filter((quote) => isTelling(quote))
    .slice(0, 4);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function between(other: Span, span: Span, claim: Span): boolean {
  return other.start >= Math.min(span.start, claim.start) && other.end <= Math.max(span.end, claim.end);
}

function doubleQuoted(text: string): Span[] {
  return [...text.matchAll(/["“]([^"“”\n]{4,200})["”]/g)]
    .filter((match) => /\s/.test(match[1] ?? ""))
    .map((match) => ({ start: match.index + 1, end: match.index + match[0].length - 1 }));
}

/** A quote that can be looked for: a name as programs spell it, or several words or marks. */
function isTelling(quote: string): boolean {
  if (quote.length < 3 || quote.length > 400 || /^[\d.,:%\s-]+$/.test(quote)) return false;
  if (commandIn(quote) !== undefined) return false;
  if (/^(?:pass(?:ed)?|fail(?:ed)?|ok|n\/a|open|todo|true|false|null|none)$/i.test(quote)) return false;
  return /[_$.()=:'"[\]{}<>-]|\p{Ll}\p{Lu}|\s/u.test(quote) || /^[A-Z][A-Z0-9]{2,}$/.test(quote);
}
