export interface PhaseHeading {
  readonly number: number;
  readonly title: string;
  /** False for `Phase N`, which counts on from the phase before. */
  readonly numbered: boolean;
}

const HEADING = /^(?:phase|stage)\s+(\d{1,3}|[ivx]{1,5}|[a-z])(?:\s*[—–:.|)-]+\s*|\s+|$)(.{0,400})$/i;
const ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];

/** `PHASE 2 — Implementation Plan` and its variants; `before` is the number of the phase before. */
export function phaseHeading(title: string, before: number | undefined): PhaseHeading | undefined {
  const match = HEADING.exec(title);
  const label = match?.[1]?.toLowerCase();
  if (!match || label === undefined) return undefined;
  const name = (match[2] ?? "").trim();
  const digits = Number(label);
  if (!Number.isNaN(digits)) return { number: digits, title: name || `Phase ${digits}`, numbered: true };
  const roman = ROMAN.indexOf(label) + 1;
  if (roman > 0) return { number: roman, title: name || `Phase ${roman}`, numbered: true };
  if (label === "a" && name !== "" && !/[—–:.|)-]/.test(title)) return undefined;
  const counted = label === "n" || label === "x" ? (before ?? 0) + 1 : label.charCodeAt(0) - 96;
  return label === "x" || label === "n"
    ? { number: counted, title: name, numbered: false }
    : { number: counted, title: name || `Phase ${label.toUpperCase()}`, numbered: true };
}
