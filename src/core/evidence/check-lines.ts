import type { CheckedClaim, LinesClaim } from "../model/evidence.ts";
import type { Path, Place } from "../model/place.ts";
import type { AnchoredText } from "./anchor.ts";
import { findAnchor, type Found } from "./find-anchor.ts";
import { follow } from "./follow.ts";
import type { Ground, Since } from "./ground.ts";
import { checkQuotes, quotesWhatStands } from "./check-quotes.ts";
import { wordsOfLines } from "./stream.ts";

/**
 * Checks lines of a file that is there. What was recorded about them decides first, then the text they
 * had when the claim was written, and what is quoted beside the claim has to stand there too; without any
 * of these it can only be said that something stands there.
 */
export function checkLines(claim: LinesClaim, path: Path, ground: Ground): CheckedClaim {
  const text = ground.text(path);
  if (!text) return { claim, state: "out-of-range", says: `${path} has no text to point at` };
  const found = recorded(claim, path, ground, text) ?? followedSince(claim, path, ground, text);
  return found ? followed(claim, path, text, found) : asItStands(claim, path, text);
}

/** What can be said of lines of which nothing is known but how the file reads now. */
function asItStands(claim: LinesClaim, path: Path, text: AnchoredText): CheckedClaim {
  const last = claim.endLine ?? claim.line;
  const { lineCount } = text.stream;
  const place = placeAt(path, Math.min(Math.max(claim.line, 1), lineCount), Math.min(last, lineCount));
  if (claim.line < 1 || last > lineCount) {
    const quoted = checkQuotes(claim, path, text);
    if (quoted?.state === "moved") return quoted;
    return {
      claim,
      state: "out-of-range",
      place,
      says: `${path} has ${lineCount} ${lineCount === 1 ? "line" : "lines"}`,
    };
  }
  const quoted = checkQuotes(claim, path, text);
  if (quoted && quoted.state !== "holds") return quoted;
  if (isBlank(text, claim.line, last))
    return { claim, state: "gone", place, says: "nothing stands on that line" };
  const renamed = !isSameFile(claim.path, path);
  return renamed
    ? { claim, state: "moved", place, says: `the file is ${path} now` }
    : { claim, state: "holds", place, says: "is there" };
}

/** Where lines on record stand now; `undefined` where these are not on record. */
function recorded(claim: LinesClaim, path: Path, ground: Ground, text: AnchoredText): Found | undefined {
  const known = (ground.evidence ?? []).findLast(
    ({ place }) =>
      place.line === claim.line &&
      (place.endLine ?? place.line) === (claim.endLine ?? claim.line) &&
      ground.index.resolve(place.path).includes(path),
  );
  return known && findAnchor(known.anchor, text, claim.line);
}

/** Where the lines that the claim was written about stand now; `undefined` where that is not known. */
function followedSince(claim: LinesClaim, path: Path, ground: Ground, text: AnchoredText): Found | undefined {
  const since = ground.since?.(path);
  if (!since || isAhead(claim, path, since, ground)) return undefined;
  const found = follow(since, claim.line, claim.endLine);
  const stands = found?.is === "found" && found.line === claim.line;
  // Code that is quoted and stands where the claim says outweighs what stood there before.
  return !stands && quotesWhatStands(claim, text) ? undefined : found;
}

/**
 * Whether a claim was written ahead of the code: in the course of the change, of a file that the change had
 * not touched yet, at lines that the change wrote since.
 */
function isAhead(
  { line, endLine = line }: LinesClaim,
  path: Path,
  { was }: Since,
  { changes }: Ground,
): boolean {
  const change = changes.find((one) => one.path === path);
  if (!was.inChange || change?.before !== was.text) return false;
  return change.hunks.some(
    ({ newStart, newCount }) => line < newStart + newCount && endLine >= newStart && newCount > 0,
  );
}

function followed(claim: LinesClaim, path: Path, text: AnchoredText, found: Found): CheckedClaim {
  const last = claim.endLine ?? claim.line;
  if (found.is === "gone") {
    const place = placeAt(
      path,
      Math.min(claim.line, text.stream.lineCount),
      Math.min(claim.line, text.stream.lineCount),
    );
    return { claim, state: "gone", place, says: "what stood there is gone" };
  }
  const place = placeAt(path, found.line, found.endLine);
  if (found.is === "changed")
    return { claim, state: "changed", place, says: "what stood there is worded differently now" };
  const quoted = checkQuotes({ ...claim, ...place }, path, text);
  if (quoted && quoted.state !== "holds") return { ...quoted, claim };
  const same = found.line === claim.line && found.endLine === last && isSameFile(claim.path, path);
  return same
    ? { claim, state: "holds", place, says: "is there, unchanged" }
    : { claim, state: "moved", place, says: `is at ${path}:${found.line} now` };
}

function isBlank({ stream }: AnchoredText, from: number, to: number): boolean {
  const { start, end } = wordsOfLines(stream, from, to);
  return start === end;
}

/** Whether a path as written is this file, not the name it had before. */
function isSameFile(written: string, path: Path): boolean {
  const name = (text: string): string => text.slice(text.lastIndexOf("/") + 1).toLowerCase();
  const clean = written.replaceAll("\\", "/");
  if (name(clean) !== name(path)) return false;
  const tail = clean
    .replace(/^[A-Za-z]:/, "")
    .replace(/^(?:\.{0,2}\/)+/, "")
    .replace(/^[ab]\//, "")
    .toLowerCase();
  const full = path.toLowerCase();
  return full === tail || full.endsWith(`/${tail}`) || tail.endsWith(`/${full}`);
}

function placeAt(path: Path, line: number, endLine: number): Place {
  return endLine > line ? { path, line, endLine } : { path, line };
}
