import { indentOf } from "../../diff/lines.ts";
import { LINE_KIND } from "../documents/document-lines.ts";
import type { IndexedDocument } from "../documents/segment.ts";
import type { NameTest } from "./value-names.ts";
import { squash } from "../words.ts";

const MAX_TEXT = 1_000;
const ofDefaults = /\bdefaults?\b/i;
const ofChanges =
  /\b(?:overrid\w*|chang\w*|customi[sz]\w*|set|setting|modif\w*|replac\w*|extend\w*|disabl\w*|instead|your|own|with(?:out)?|not|if)\b/i;

/** A list of defaults has at most so many lines, and the keys around one of its values are at most so far away. */
const LONGEST_LIST = 2_000;
const LONGEST_PART = 300;

/** Whether a code block lists defaults, by its section's title or by the line that announces it: “The default configuration:”. */
export function listsDefaults(document: IndexedDocument, k: number): boolean {
  const { kinds, lines } = document;
  const says = (text: string): boolean => ofDefaults.test(text) && !ofChanges.test(text);
  if (says(document.titleAt(k + 1))) return true;
  let above = k;
  while (above > 0 && above > k - LONGEST_LIST && kinds[above] === LINE_KIND.block) above--;
  while (above > 0 && above > k - LONGEST_LIST && (lines[above] ?? "").trim() === "") above--;
  const announced = (lines[above] ?? "").slice(-MAX_TEXT);
  return kinds[above] === LINE_KIND.prose && /:\W*$/.test(announced) && says(announced);
}

/** `limit: 3`, `"limit": 3`, `LIMIT=3`: whether the line gives the name its value, in a code block that lists defaults, and under what holds it, where that is known. */
export function isListed(line: string, k: number, document: IndexedDocument, test: NameTest): boolean {
  if (document.kinds[k] !== LINE_KIND.block || keyOf(line) !== squash(test.exact)) return false;
  if (!listsDefaults(document, k)) return false;
  return test.held === "" || keysAround(document, k).some((key) => test.held.endsWith(key));
}

function keyOf(line: string): string {
  const [, key = ""] = /^\s*["']?([A-Za-z_$][\w$.-]*)["']?\s*[:=]/.exec(line) ?? [];
  return squash(key.slice(key.lastIndexOf(".") + 1));
}

/** The keys above a line of a code block that it is indented under. */
function keysAround({ lines, kinds }: IndexedDocument, k: number): string[] {
  const out: string[] = [];
  let indent = indentOf(lines[k]);
  const last = Math.max(0, k - LONGEST_PART);
  for (let above = k - 1; above >= last && kinds[above] === LINE_KIND.block && indent > 0; above--) {
    const at = indentOf(lines[above]);
    if (at < 0 || at >= indent) continue;
    const text = (lines[above] ?? "").slice(0, MAX_TEXT);
    indent = at;
    if (keyOf(text) !== "") out.push(keyOf(text));
  }
  return out;
}
