/** A run of lines to find and what stands there afterwards. */
export interface Hunk {
  /** Lines to pass first, one after the other: what stands behind `@@`. */
  readonly headers: readonly string[];
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** The lines are the last of the file. */
  readonly atEnd: boolean;
}

/** What a patch does to one file. */
export type PatchedFile =
  | { readonly is: "add"; readonly path: string; readonly text: string }
  | { readonly is: "delete"; readonly path: string }
  | { readonly is: "update"; readonly path: string; readonly to?: string; readonly hunks: readonly Hunk[] };

const FILE = /^\*\*\* (Add|Delete|Update) File: (.+)$/;
const MOVE = /^\*\*\* Move to: (.+)$/;

/**
 * Reads a patch in the form `*** Begin Patch` … `*** End Patch`, with or without those two lines and
 * whatever stands around them. Never throws; a text without any file in it has none.
 */
export function readPatch(text: string): readonly PatchedFile[] {
  const lines = text.split(/\r?\n/);
  const files: PatchedFile[] = [];
  for (let at = 0; at < lines.length; at++) {
    const named = FILE.exec(lines[at]!.trim());
    if (!named) {
      if (lines[at]!.trim() === "*** End Patch") break;
      continue;
    }
    const end = endOfFile(lines, at + 1);
    files.push(fileOf(named[1]!, named[2]!.trim(), lines.slice(at + 1, end)));
    at = end - 1;
  }
  return files;
}

function endOfFile(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && !FILE.test(lines[at]!.trim()) && lines[at]!.trim() !== "*** End Patch") at++;
  return at;
}

function fileOf(verb: string, path: string, body: readonly string[]): PatchedFile {
  if (verb === "Delete") return { is: "delete", path };
  if (verb === "Add") {
    const lines = body.flatMap((line) => (line.startsWith("+") ? [line.slice(1)] : []));
    return { is: "add", path, text: lines.map((line) => `${line}\n`).join("") };
  }
  const to = MOVE.exec(body[0]?.trim() ?? "")?.[1]?.trim();
  const hunks = hunksOf(to === undefined ? body : body.slice(1));
  return { is: "update", path, ...(to === undefined ? {} : { to }), hunks };
}

function hunksOf(body: readonly string[]): Hunk[] {
  const hunks: Hunk[] = [];
  let headers: string[] = [];
  let [before, after]: [string[], string[]] = [[], []];
  const finish = (atEnd: boolean): void => {
    if (before.length + after.length > 0) {
      hunks.push({ headers, before, after, atEnd });
      headers = [];
    }
    [before, after] = [[], []];
  };
  for (const line of body) {
    if (line.startsWith("@@")) {
      finish(false);
      const header = line.slice(2).trim().replace(/@@$/, "").trim();
      if (header !== "" && !/^-\d/.test(header)) headers.push(header);
    } else if (line.trim() === "*** End of File") finish(true);
    else if (line.startsWith("+")) after.push(line.slice(1));
    else if (line.startsWith("-")) before.push(line.slice(1));
    else if (line.startsWith(" ") || line === "") {
      before.push(line.slice(1));
      after.push(line.slice(1));
    }
  }
  finish(false);
  return hunks;
}

/** The text with every hunk applied; `undefined` where the lines of one are not there. */
export function applyHunks(text: string, hunks: readonly Hunk[]): string | undefined {
  const lines = text.split("\n");
  const closed = lines.at(-1) === "";
  if (closed) lines.pop();
  let from = 0;
  for (const hunk of hunks) {
    for (const header of hunk.headers) {
      const at = seek(lines, [header], from, false);
      if (at === undefined) return undefined;
      from = at + 1;
    }
    const place = placeOf(lines, hunk, from);
    if (place === undefined) return undefined;
    lines.splice(place.at, place.before.length, ...place.after);
    from = place.at + place.after.length;
  }
  return lines.join("\n") + (closed || text === "" ? "\n" : "");
}

/** A hunk that only adds goes to the end. One that ends with an empty line too many is tried without it. */
function placeOf(
  lines: readonly string[],
  { before, after, atEnd }: Hunk,
  from: number,
): { at: number; before: readonly string[]; after: readonly string[] } | undefined {
  if (before.length === 0) return { at: lines.length, before, after };
  const at = seek(lines, before, from, atEnd);
  if (at !== undefined) return { at, before, after };
  if (before.at(-1) !== "") return undefined;
  const shorter = before.slice(0, -1);
  if (shorter.length === 0) return undefined;
  const again = seek(lines, shorter, from, atEnd);
  return again === undefined
    ? undefined
    : { at: again, before: shorter, after: after.at(-1) === "" ? after.slice(0, -1) : after };
}

/** How alike two lines have to be, strictest first; a looser way is only tried where none before found any. */
const LIKENESS: readonly ((line: string) => string)[] = [
  (line) => line,
  (line) => line.trimEnd(),
  (line) => line.trim(),
  (line) =>
    line
      .trim()
      .replaceAll(/[\u2010-\u2015\u2212]/g, "-")
      .replaceAll(/[\u2018-\u201b]/g, "'")
      .replaceAll(/[\u201c-\u201f]/g, '"')
      .replaceAll(/[\u00a0\u2002-\u200a\u202f\u205f\u3000]/g, " "),
];

/** Where `wanted` stands at or after `from`. */
function seek(
  lines: readonly string[],
  wanted: readonly string[],
  from: number,
  atEnd: boolean,
): number | undefined {
  const last = lines.length - wanted.length;
  for (const form of LIKENESS) {
    const have = lines.map(form);
    const want = wanted.map(form);
    const matches = (at: number): boolean => want.every((line, k) => have[at + k] === line);
    if (atEnd && last >= from && matches(last)) return last;
    for (let at = from; at <= last; at++) if (matches(at)) return at;
  }
  return undefined;
}
