import { OWN_SECTION } from "#core";

/** How a block of ours is marked in a file of some kind. */
export interface Marks {
  readonly begin: string;
  readonly end: string;
}

export const MARKDOWN: Marks = OWN_SECTION;
export const SHELL: Marks = { begin: "# >>> lockstep", end: "# <<< lockstep" };

/** The text with our block in it: in place of an earlier one, else after the lines at the top that `after` counts, else at the end. */
export function withBlock(text: string, marks: Marks, content: string, after?: number): string {
  const block = `${marks.begin}\n${content.trimEnd()}\n${marks.end}\n`;
  const found = blockIn(text, marks);
  if (found) return text.slice(0, found.from) + block + text.slice(found.to);
  if (after !== undefined) {
    const lines = text.split("\n");
    const head = lines.slice(0, after).map((line) => `${line}\n`);
    return head.join("") + block + lines.slice(after).join("\n");
  }
  const apart = text === "" ? "" : `${text.trimEnd()}\n\n`;
  return apart + block;
}

/** The text without our block, and without the blank line that set it apart. */
export function withoutBlock(text: string, marks: Marks): string {
  const found = blockIn(text, marks);
  if (!found) return text;
  const before = text.slice(0, found.from);
  const rest = text.slice(found.to);
  return rest === "" ? before.replace(/\n\n$/, "\n") : before + rest;
}

/** What stands in our block; `undefined` where there is none. */
export function blockText(text: string, marks: Marks): string | undefined {
  const found = blockIn(text, marks);
  return found && text.slice(found.from + marks.begin.length, found.last).trim();
}

function blockIn(
  text: string,
  { begin, end }: Marks,
): { from: number; last: number; to: number } | undefined {
  const from = text.indexOf(begin);
  const last = from < 0 ? -1 : text.indexOf(end, from);
  if (last < 0) return undefined;
  const to = last + end.length;
  return { from, last, to: text[to] === "\n" ? to + 1 : to };
}
