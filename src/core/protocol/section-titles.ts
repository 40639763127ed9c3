import { plain } from "./plain.ts";
import { bareTitle } from "./words.ts";

const PRODUCES =
  /^(?:(?:then|finally|also|always|must|should|\p{L}+ (?:must|should)),? )?(?:provide|summari[sz]e|list|include|identify|document|write|produce|create|expand|describe|run(?=.*\b(?:check-?list|audit|rubric|review)\b)|output|draft|define|report|state|prepare|capture|record|present|generate|outline)\b/iu;
const LISTS =
  /^(?:\S+ )?(?:summari[sz]e|list|include|document|report|state|describe|provide|identify|capture|record)\b/i;
const DETERMINERS =
  /^(?:(?:a|an|the|all|any|each|every|both|full|complete|reproducible|clear|clearly|explicit|explicitly|detailed|brief|short|concise|final|your|its|their)\s+)+/i;
const CUT =
  /\s*(?:\(|[;:]|\.(?:\s|$)|\s[—–]\s|\b(?:with|without|for|of|to|in|on|at|before|after|that|which|using|so|if|when|where|via|by|as|from|including|based|between|until|against)\b(?!-)).*$/is;
const BOUND =
  /\b(?:\d+\s*[–—-]\s*\d+|at (?:most|least) \d+|up to \d+|exactly \d+)[\s-]*(?:bullets?|items?|points?|steps?|lines?|sentences?|questions?|words?)?\b/gi;

/**
 * What a phase document must contain, told from one bullet: `Provide **BUILD COMMANDS** (run, lint)` asks
 * for “BUILD COMMANDS”, `Summarize risks and remaining TODOs` for “Risks” and “Remaining TODOs”. Empty
 * where the bullet asks for an act and not for a part of a document.
 */
export function sectionTitles(raw: string): string[] {
  const bold = [...raw.matchAll(/(?:\*\*|__)([^*_\n]{2,80})(?:\*\*|__)/g)].map((match) => match[1] ?? "");
  const text = plain(raw);
  const whole = bold.join("").length >= text.length - 2;
  if (!PRODUCES.test(text)) return [];
  if (bold.length > 0 && !whole) return clean(bold);
  const arrow = /(?:→|->|=>)\s*(.+)$/.exec(text)?.[1];
  const object = (arrow ?? text.replace(PRODUCES, "")).trim();
  const parts =
    LISTS.test(text) && arrow === undefined
      ? object.replace(CUT, "").split(/,\s*(?:and\s+|or\s+)?|\s+and\s+|\s+\+\s+/)
      : [object];
  return clean(parts);
}

function clean(parts: readonly string[]): string[] {
  return parts.flatMap((part) => {
    const title = bareTitle(
      plain(part).replace(BOUND, " ").replace(/\s+/g, " ").trim().replace(DETERMINERS, "").replace(CUT, ""),
    );
    const words = title.split(/\s+/).length;
    return title.length > 2 && words <= 8 ? [title.charAt(0).toUpperCase() + title.slice(1)] : [];
  });
}

export interface Bound {
  readonly min: number;
  readonly max: number;
}

/** How many entries a bullet asks for: `5–10 bullet plan`, `up to 5 questions`, `exactly 3 items`. */
export function boundOf(text: string): Bound | undefined {
  const range =
    /\b(\d{1,3})\s*(?:[–—-]|to)\s*(\d{1,3})[\s-]+(?:\w+ )?(?:bullets?|items?|points?|steps?|sentences?|questions?)\b/i.exec(
      text,
    );
  if (range) return { min: Number(range[1]), max: Number(range[2]) };
  const most =
    /\b(?:up to|at most|max(?:imum)?(?: of)?|no more than)\s+(\d{1,3})\s+(?:\w+ )?(?:bullets?|items?|points?|steps?|questions?)\b/i.exec(
      text,
    );
  if (most) return { min: 1, max: Number(most[1]) };
  const exact = /\bexactly\s+(\d{1,3})\s+(?:\w+ )?(?:bullets?|items?|points?|steps?|questions?)\b/i.exec(
    text,
  );
  return exact ? { min: Number(exact[1]), max: Number(exact[1]) } : undefined;
}
