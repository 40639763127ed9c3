import { contentOf, type Named, type Source } from "./named.ts";
import { literalAt } from "./literals.ts";
import { value } from "./values.ts";

/**
 * What a program reads from its caller by a helper of its own or of Node: defaults of environment variables
 * (`number("PORT", env.PORT, 3000)`), and the flags of `util.parseArgs` with their defaults.
 */
export function* readOptions(source: Source): Generator<Named> {
  const { words } = source;
  for (let k = 1; k < words.length - 2; k++) {
    if (words[k]?.text !== "(" || words[k - 1]?.kind !== "name") continue;
    if (words[k - 1]?.text === "parseArgs") yield* parsedArgs(source, k);
    else yield* environmentDefault(source, k);
  }
}

/** The literal that follows an argument `env.NAME` of a call whose first argument is `"NAME"`. */
function* environmentDefault({ words, parent }: Source, open: number): Generator<Named> {
  const first = words[open + 1];
  const name = first?.kind === "string" ? contentOf(first.text) : "";
  if (!/^[A-Z][A-Z0-9_]{2,}$/.test(name) || words[open + 2]?.text !== ",") return;
  let read = false;
  for (let k = open + 3; k < words.length && k < open + 60 && parent[k] !== parent[open]; k++) {
    const word = words[k];
    if (
      word?.text === name &&
      /^\??\.$/.test(words[k - 1]?.text ?? "") &&
      /^env$/i.test(words[k - 2]?.text ?? "")
    )
      read = true;
    if (!read || word?.text !== "," || parent[k] !== open) continue;
    const literal = literalAt(words, k + 1);
    if (literal) yield value(name, literal, words[k + 1]?.line ?? word.line);
    return;
  }
}

/** The flags that a call of `parseArgs` declares, and their defaults. */
function* parsedArgs({ words, parent }: Source, open: number): Generator<Named> {
  const options = blockOf("options", words, open);
  if (options === undefined) return;
  for (let k = options + 1; k < words.length && words[k]; k++) {
    if (parent[k] === parent[options] && words[k]?.text === "}") return;
    const key = words[k];
    if (parent[k] !== options || words[k + 1]?.text !== ":" || words[k + 2]?.text !== "{" || !key) continue;
    const flag = `--${key.kind === "string" ? contentOf(key.text) : key.text}`;
    yield { kind: "flag", text: flag, line: key.line, defines: true };
    for (let i = k + 3; i < words.length && parent[i] === k + 2; i++) {
      if (words[i]?.text !== "default" || words[i + 1]?.text !== ":") continue;
      const literal = literalAt(words, i + 2);
      if (literal) yield value(flag, literal, words[i + 2]?.line ?? key.line);
    }
  }
}

/** The brace that opens the value of a key inside a call. */
function blockOf(key: string, words: Source["words"], open: number): number | undefined {
  for (let k = open + 1; k < words.length && k < open + 400; k++) {
    if (words[k]?.text === key && words[k + 1]?.text === ":" && words[k + 2]?.text === "{") return k + 2;
  }
  return undefined;
}
