import type { Fact, Impact } from "./model/change.ts";
import type { Place } from "./model/place.ts";
import type { Obligation } from "./model/verdict.ts";

const MAX_TEXT = 80;

/** A place as people write it: `docs/x.md:3`. */
export function sayPlace({ path, line }: Place): string {
  return `${path}:${line}`;
}

/** What happened to a fact, at the line where it happened: “RETRY_LIMIT is now 5”. */
export function sayFact({ kind, name, before, after }: Fact): string {
  if (kind === "value") {
    if (before === undefined) return `${name} is set to ${after}`;
    return after === undefined ? `${name} (${before}) is gone` : `${name} is now ${after}`;
  }
  if (kind === "text") {
    if (after !== undefined) return `the code now says “${short(after)}”`;
    return "the code does not say so any more";
  }
  if (before === undefined) return `${after} is new`;
  return after === undefined ? `${before} is gone` : `${before} is now ${after}`;
}

/** The beginning of a text. */
function short(text = ""): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}

/** What a document line still claims of an altered fact: “still says 3”. */
export function sayClaim({ kind, before, name }: Fact): string {
  if (kind === "text") return `still says “${short(before)}”`;
  return kind === "value" ? `still says ${before}` : `still names ${before ?? name}`;
}

/** What is wrong with a document line, said at the line: fact, cause, what to do. */
export function sayImpact({ fact, cause }: Impact): string {
  const claim = sayClaim(fact).replace(/^still /, "");
  return `This line ${claim}; ${sayFact(fact)} since ${sayPlace(cause)}.`;
}

/** What is owed, where nothing beside it shows the place. */
export function sayObligation({ place, says }: Obligation): string {
  return says.includes(place.path) ? says : `${sayPlace(place)}: ${says}`;
}
