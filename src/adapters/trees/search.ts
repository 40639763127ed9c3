import type { Path } from "#core";
import { Trouble, type Tree } from "#ports";
import type { Git } from "../git/git.ts";
import { pathFromBytes } from "./paths.ts";
import { searchable, wordsIn } from "./words.ts";

/** Bytes of one pattern: below what every regular expression engine git is built with takes. */
const PATTERN_LIMIT = 20_000;

const GREP = [
  "grep",
  "-z",
  "-H",
  "-I",
  "--full-name",
  "--no-line-number",
  "--no-column",
  "--no-color",
  "--no-textconv",
  "--no-recurse-submodules",
] as const;

/** The search of a commit. What was found for a word is remembered, as the commit cannot change. */
export function searchCommit(git: Git, sha: string): Tree["search"] {
  const remembered = new Map<string, Promise<readonly Path[]>>();
  return async (words) => {
    const fresh = searchable(words).filter((word) => !remembered.has(word));
    for (const some of inPatterns(fresh)) {
      const found = grep(git, sha, some);
      for (const word of some) {
        const paths = found.then((all) => all.get(word) ?? []);
        remembered.set(word, paths);
        paths.catch(() => remembered.delete(word));
      }
    }
    const paths = await Promise.all(words.map((word) => remembered.get(word) ?? []));
    return new Map(words.map((word, at) => [word, paths[at]!]));
  };
}

/** Groups of words that make one pattern each. */
function* inPatterns(words: readonly string[]): Generator<string[]> {
  let some: string[] = [];
  let size = 0;
  for (const word of words) {
    size += 2 * Buffer.byteLength(word) + 1;
    if (size > PATTERN_LIMIT && some.length > 0) {
      yield some;
      some = [];
      size = 0;
    }
    some.push(word);
  }
  if (some.length > 0) yield some;
}

/** One pass of git over the commit for all words; word by word where the lines that hold them are too many. */
async function grep(git: Git, sha: string, words: readonly string[]): Promise<ReadonlyMap<string, Path[]>> {
  try {
    return inLines(await withEngine(git, sha, words, []), sha, words);
  } catch (error) {
    if (!(error instanceof Trouble && "cap" in error.args)) throw error;
  }
  const found = new Map<string, Path[]>();
  for (const word of words) {
    const answer = await withEngine(git, sha, [word], ["-l"]);
    found.set(word, [...names(answer, sha)].sort());
  }
  return found;
}

/** Perl's engine is the fast one; where git was built without it, the extended one answers the same. */
async function withEngine(
  git: Git,
  sha: string,
  words: readonly string[],
  flags: readonly string[],
): Promise<Buffer> {
  const ask = (engine: "-P" | "-E"): Promise<Buffer> =>
    git.bytes([...GREP, engine, ...flags, "-f", "-", sha, "--"], {
      input: Buffer.from(`${pattern(words, engine === "-P")}\n`),
      exits: [0, 1],
    });
  try {
    return await ask("-P");
  } catch (error) {
    if (!(error instanceof Trouble && /Perl-compatible|PCRE/i.test(error.args["stderr"] ?? ""))) throw error;
    return ask("-E");
  }
}

/** Any of the words with no word character on either side. Looking around is far quicker, where the engine can. */
function pattern(words: readonly string[], perl: boolean): string {
  const any = words.map((word) => word.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&")).join("|");
  const word = "A-Za-z0-9_";
  return perl ? `(?<![${word}])(?:${any})(?![${word}])` : `(^|[^${word}])(${any})($|[^${word}])`;
}

/** Reads `<sha>:path` NUL line NEWLINE, and says which words stand in which file's lines. */
function inLines(answer: Buffer, sha: string, words: readonly string[]): Map<string, Path[]> {
  const found = new Map(words.map((word): [string, Path[]] => [word, []]));
  const credit = (path: Buffer | undefined, lines: string): void => {
    if (path !== undefined)
      for (const word of wordsIn(lines, words)) found.get(word)!.push(pathFromBytes(path));
  };
  const skip = sha.length + 1;
  let current: Buffer | undefined;
  let lines = "";
  for (let at = 0; at < answer.length;) {
    const end = answer.indexOf(0, at);
    const path = answer.subarray(at + skip, end);
    const stop = answer.indexOf(10, end);
    const line = answer.toString("utf8", end + 1, stop < 0 ? answer.length : stop + 1);
    if (current?.equals(path) !== true) {
      credit(current, lines);
      current = path;
      lines = "";
    }
    lines += line;
    at = stop < 0 ? answer.length : stop + 1;
  }
  credit(current, lines);
  for (const paths of found.values()) paths.sort();
  return found;
}

/** Reads `<sha>:path` NUL. */
function* names(answer: Buffer, sha: string): Generator<Path> {
  for (let at = 0; at < answer.length;) {
    const end = answer.indexOf(0, at);
    yield pathFromBytes(answer.subarray(at + sha.length + 1, end));
    at = end + 1;
  }
}
