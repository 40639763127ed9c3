import { squash } from "../words.ts";
import type { NameTest } from "./value-names.ts";

/** Whether a title, or a term, is the name itself in one of its spellings; `server.port` is port of server. */
export function isTitle(title: string, test: NameTest): boolean {
  const bare = bareTitle(title);
  if (bare === "" || /\s/.test(bare)) return false;
  const said = squash(bare.replaceAll(".", ""));
  return (test.telling && (said === test.squashed || bare === test.exact)) || isOther(title, test);
}

/** Whether a title is one of the other names, such as that with what holds the setting. */
export function isOther(title: string, { others }: NameTest): boolean {
  const said = squash(bareTitle(title).replaceAll(".", ""));
  return others.some((other) => squash(other) === said);
}

/** Whether a title names what holds the setting. */
export function isHolder(title: string, { held }: NameTest): boolean {
  return held !== "" && squash(bareTitle(title)) === held;
}

function bareTitle(title: string): string {
  return title.replace(/[`*]|\{#.*\}\s*$/g, "").trim();
}

/** Whether a line is a row of a table. */
export function isRow(line: string): boolean {
  return /^\s*\|/.test(line);
}

/** Whether what stands from one position to another fills a cell of a table, but for marks. */
export function isCell(line: string, from: number, to: number): boolean {
  return /\|\s*[`"'*]*$/.test(line.slice(0, from)) && /^[`"'*]*\s*\|/.test(line.slice(to));
}

/** Whether the first cell of a row is the name and nothing else, but for marks and tags. */
export function cellNames(line: string, test: NameTest): boolean {
  const [, cell = ""] = line.split("|", 2);
  const bare = cell.replace(/<[^>]{0,200}>|[`*\s]/g, "");
  return test.telling
    ? squash(bare) === test.squashed || test.others.some((one) => squash(one) === squash(bare))
    : bare === test.exact;
}

/** Where the name stands on a line in any spelling, not as part of a longer name; -1 where it does not. */
export function standsAs(line: string, { exact, squashed, others }: NameTest): number {
  for (const match of line.matchAll(/(?:--)?[A-Za-z_$][\w$]*(?:-[A-Za-z0-9_$]+)*/g)) {
    const said = squash(match[0]);
    const isOther = others.some((other) => squash(other) === said);
    if (match[0] === exact || isOther || (squashed.length >= 5 && said === squashed)) {
      const plain = /^[a-z]+$/.test(match[0]);
      if (!plain || isMarked(line, match.index, match.index + match[0].length)) return match.index;
    }
  }
  return -1;
}

/** Whether a plain word is set apart as a name: a code span, a table's cell, a key before `:` or `=`. */
function isMarked(line: string, from: number, to: number): boolean {
  const before = line.slice(0, from).trimEnd();
  const after = line.slice(to).trimStart();
  if (line.charAt(from - 1) === "`" || line.charAt(to) === "`") return true;
  if (/`["']$/.test(line.slice(0, from)) && /^["']`/.test(line.slice(to))) return true;
  if ((before.endsWith("|") || before.endsWith("**")) && (after.startsWith("|") || after.startsWith("**")))
    return true;
  return /^(?:[:=])/.test(after) && /^[\s>*+|-]*$/.test(before);
}
