/** A command of a shell line: its words with quotes taken off. */
export type Words = readonly string[];

/** Longer lines are not read. */
const LONGEST = 20_000;

/**
 * The commands of a shell line, however they are joined. `undefined` where the line does anything that a
 * list of plain commands does not: writes to a file, substitutes a command, starts one in the background,
 * defines, loops, reads a document from the line itself. Sending away errors (`2>/dev/null`, `2>&1`) and
 * reading from a file (`< file`) are plain. Looks at every character once; never throws.
 */
export function commandsIn(line: string): readonly Words[] | undefined {
  if (line.length > LONGEST) return undefined;
  const commands: string[][] = [];
  let words: string[] = [];
  let word: string | undefined;
  const endWord = (): void => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  const endCommand = (): void => {
    endWord();
    if (words.length > 0) commands.push(words);
    words = [];
  };
  for (let at = 0; at < line.length; at++) {
    const sign = line[at]!;
    if (sign === "'") {
      const end = line.indexOf("'", at + 1);
      if (end < 0) return undefined;
      word = (word ?? "") + line.slice(at + 1, end);
      at = end;
    } else if (sign === '"') {
      const quoted = doubleQuoted(line, at + 1);
      if (quoted === undefined) return undefined;
      word = (word ?? "") + quoted.text;
      at = quoted.end;
    } else if (sign === "\\") {
      const next = line[++at];
      if (next === undefined) return undefined;
      if (next !== "\n") word = (word ?? "") + next;
    } else if (sign === " " || sign === "\t" || sign === "\r") endWord();
    else if (sign === "#" && word === undefined) {
      const end = line.indexOf("\n", at);
      at = end < 0 ? line.length : end - 1;
    } else if (sign === "\n" || sign === ";" || sign === "|") {
      if (line[at + 1] === "&" && sign === "|") return undefined;
      if (line[at + 1] === "|" && sign === "|") at++;
      endCommand();
    } else if (sign === "&") {
      if (line[at + 1] === "&") at++;
      else if (line[at + 1] === ">") {
        const end = harmless(line, at + 2);
        if (end === undefined) return undefined;
        at = end;
        continue;
      } else return undefined;
      endCommand();
    } else if (sign === ">") {
      if (word === "1" || word === "2") word = undefined;
      endWord();
      const end = harmless(line, at + 1);
      if (end === undefined) return undefined;
      at = end;
    } else if (sign === "<") {
      if (line[at + 1] === "<" || line[at + 1] === "(" || line[at + 1] === ">") return undefined;
      endWord();
    } else if (sign === "`" || sign === "(" || sign === ")") return undefined;
    else if (sign === "$" && /[('"{]/.test(line[at + 1] ?? "")) return undefined;
    else if (sign === "{" && expands(line, at)) return undefined;
    else word = (word ?? "") + sign;
  }
  endCommand();
  return commands;
}

/** The text up to the closing quote, when nothing in it is run. */
function doubleQuoted(line: string, from: number): { text: string; end: number } | undefined {
  let text = "";
  for (let at = from; at < line.length; at++) {
    const sign = line[at]!;
    if (sign === '"') return { text, end: at };
    if (sign === "`" || (sign === "$" && (line[at + 1] === "(" || line[at + 1] === "{"))) return undefined;
    if (sign === "\\" && /["\\$`\n]/.test(line[at + 1] ?? "")) text += line[++at];
    else text += sign;
  }
  return undefined;
}

/** The last character of a redirection that keeps nothing: to another stream or to the null device. */
function harmless(line: string, from: number): number | undefined {
  const target = /^>? ?(?:&[12]|\/dev\/null|NUL|\$null)(?=$|[\s;|&])/.exec(line.slice(from, from + 20));
  return target ? from + target[0].length - 1 : undefined;
}

/** Whether a brace begins a group, or a list that the shell makes several words of; `HEAD@{1}` does not. */
function expands(line: string, at: number): boolean {
  const inside = /^[^\s}]{0,500}/.exec(line.slice(at + 1, at + 501))![0];
  return (
    inside === "" || inside.includes(",") || inside.includes("..") || line[at + 1 + inside.length] !== "}"
  );
}
