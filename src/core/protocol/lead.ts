import { plain } from "./plain.ts";

/** `**Lead:** rest`, `**Lead**: rest`, `**Lead.** rest`, `**Lead** — rest`, or a text that is bold as a whole. */
const BOLD_LEAD = /^\s*(?:\*\*|__)(?=\S)([^*\n]{1,160}?)(?:\*\*|__)\s*(?:[:.—–]|-(?=\s))?\s*/;

export interface Led {
  readonly lead?: string;
  readonly body: string;
}

/** Splits a bullet or paragraph at its bold lead. */
export function splitLead(raw: string): Led {
  const match = BOLD_LEAD.exec(raw);
  const bold = match?.[1];
  if (!match || bold === undefined) return { body: plain(raw) };
  const rest = raw.slice(match[0].length);
  const separated = /[:.—–-]\s*$/.test(bold) || /[:.—–-]\s*$/.test(match[0]) || rest.trim() === "";
  if (!separated) return { body: plain(raw) };
  return { lead: plain(bold).replace(/\s*[:.—–-]$/, ""), body: plain(rest) };
}
