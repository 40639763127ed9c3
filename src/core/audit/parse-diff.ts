/** The lines a diff in a document adds and removes, and whether it says that it leaves something out. */
export interface ToldDiff {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** It shows only parts: an ellipsis, "rest unchanged". */
  readonly abridged: boolean;
}

const ELLIPSIS =
  /^\s*(?:[-+ ]\s*)?(?:(?:\/\/|#|--|\/\*|<!--)?\s*(?:\.{3,}|…)|\[\.{3}\]|(?:\/\/|#)\s*(?:rest|remaining|other|more|unchanged|omitted|truncated)\b)/i;

/** Reads a unified diff as people paste it, headers or not. `undefined` for prose. */
export function parseDiff(lines: readonly string[]): ToldDiff | undefined {
  const added: string[] = [];
  const removed: string[] = [];
  let abridged = false;
  lines.forEach((line, at) => {
    if (ELLIPSIS.test(line)) abridged = true;
    else if (/^(?:\+\+\+|---)(?:\s|$)/.test(line) && isHeader(lines, at)) return;
    else if (
      /^(?:@@|diff --git|index [0-9a-f]{4,}|new file|deleted file|similarity|rename|old mode|new mode|Binary|\\ No newline)/.test(
        line,
      )
    )
      return;
    else if (line.startsWith("+")) added.push(line.slice(1));
    else if (line.startsWith("-")) removed.push(line.slice(1));
  });
  return added.length + removed.length === 0 ? undefined : { added, removed, abridged };
}

/** `--- a` is a header only right above `+++ b`. */
function isHeader(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? "";
  return line.startsWith("---")
    ? /^\+\+\+(?:\s|$)/.test(lines[at + 1] ?? "")
    : /^---(?:\s|$)/.test(lines[at - 1] ?? "");
}
