import assert from "node:assert/strict";
import type { Path } from "#core";
import { TEXT_LIMIT, type Tree } from "#ports";
import { compareTrees } from "../../src/compare.ts";

/** What a file of a laid tree is. */
export type Content = string | Uint8Array | { readonly link: string };

export type Files = Readonly<Record<Path, Content>>;

/** Two trees with the contents asked for, before and after, made through one adapter. */
export interface Laid {
  readonly before: Tree;
  readonly after: Tree;
}

/** One way to bring two sets of files into being as trees. */
export interface Adapter {
  readonly name: string;
  /** What it can hold: all of it, only `bytes` (no links), only `texts` (whose line ends are the file's below). */
  readonly holds: "all" | "bytes" | "texts";
  /** The scenarios to lay; all where left out. */
  readonly only?: RegExp;
  lay(before: Files, after: Files): Promise<Laid>;
}

interface Scenario {
  readonly name: string;
  readonly before: Files;
  readonly after: Files;
  /** What comparing says: `A path`, `M path`, `D path`, `R from -> path`, in path order. */
  readonly changes: readonly string[];
  /** What the after tree reads, where it is not simply the text that was laid. */
  readonly reads?: Readonly<Record<Path, string | undefined>>;
  /** Words and the files of the after tree that hold them. */
  readonly words?: Readonly<Record<string, readonly Path[]>>;
}

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const lines = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, at) => `line number ${from + at}\n`).join("");
const utf16 = (text: string, big: boolean): Uint8Array => {
  const little = Buffer.from(`\ufeff${text}`, "utf16le");
  return big ? little.swap16() : little;
};

/** Names a repository may hold and that break careless readers. Lone surrogates stand for bytes that are no UTF-8. */
export const NAMES: readonly Path[] = [
  "-rf",
  "--output=x",
  ":(glob)**",
  ":!not",
  ":/top",
  "*.md",
  "[a]?",
  "a b/c d ",
  "back\\slash",
  'quo"te',
  "apos'trophe",
  "dollar$(touch x)`y`",
  "new\nline",
  "tab\there",
  "return\r",
  "é-nfc",
  "e\u0301-nfd",
  "日本語/ファイル",
  "emoji-👩‍👩‍👧",
  "bidi-\u202egnp.exe",
  "zero\u200bwidth",
  "latin-\udce9\udcff",
  "folder-\udc80/inside-\udcfe.txt",
  "replacement-\ufffd",
  `${"long/".repeat(20)}${"n".repeat(200)}`,
  "__proto__",
  "constructor/toString",
  "CON",
  ".hidden",
  "trailing.",
];

const named: Record<Path, string> = Object.create(null) as Record<Path, string>;
for (const [at, name] of NAMES.entries()) named[name] = `content ${at}\n`;
const renamed = Object.fromEntries(NAMES.map((name) => [name, `${named[name]}edited\n`]));

const SCENARIOS: readonly Scenario[] = [
  { name: "nothing at all", before: {}, after: {}, changes: [], words: { a: [] } },
  { name: "equal trees", before: { a: "1\n" }, after: { a: "1\n" }, changes: [], words: { 1: ["a"] } },
  {
    name: "added, edited, deleted files",
    before: { "a.ts": "one\n", "b/c.ts": "two\n", "d.ts": "gone entirely\n" },
    after: { "a.ts": "one\nmore\n", "b/c.ts": "two\n", "b/e.ts": "new stuff\n" },
    changes: ["M a.ts", "A b/e.ts", "D d.ts"],
    words: { one: ["a.ts"], two: ["b/c.ts"], gone: [], stuff: ["b/e.ts"] },
  },
  { name: "a first file", before: {}, after: { a: "x\n" }, changes: ["A a"] },
  { name: "the last file", before: { a: "x\n" }, after: {}, changes: ["D a"] },
  {
    name: "an empty file",
    before: { a: "x\n" },
    after: { a: "", b: "" },
    changes: ["M a", "A b"],
    reads: { a: "", b: "" },
  },
  { name: "a lost final newline", before: { a: "x\n" }, after: { a: "x" }, changes: ["M a"] },
  {
    name: "an exact rename",
    before: { "old/name.ts": lines(0, 9) },
    after: { "new/name.ts": lines(0, 9) },
    changes: ["R old/name.ts -> new/name.ts"],
  },
  {
    name: "a rename with edits",
    before: { "old.ts": lines(0, 20) },
    after: { "new.ts": `${lines(0, 14)}other\n` },
    changes: ["R old.ts -> new.ts"],
  },
  {
    name: "a rename with too many edits",
    before: { "old.ts": lines(0, 20) },
    after: { "new.ts": `${lines(0, 4)}${lines(100, 120)}` },
    changes: ["A new.ts", "D old.ts"],
  },
  {
    name: "a copy",
    before: { a: lines(0, 9) },
    after: { a: lines(0, 9), b: lines(0, 9) },
    changes: ["A b"],
  },
  {
    name: "two files that changed places",
    before: { a: lines(0, 9), b: lines(20, 29) },
    after: { a: lines(20, 29), b: lines(0, 9) },
    changes: ["M a", "M b"],
  },
  {
    name: "equal files moved: base names decide",
    before: { "x/one": "same\n", "x/two": "same\n" },
    after: { "y/two": "same\n", "y/one": "same\n" },
    changes: ["R x/one -> y/one", "R x/two -> y/two"],
  },
  {
    name: "a file that became a folder",
    before: { a: "file\n", b: "stays\n" },
    after: { "a/b": "inside\n", b: "stays\n" },
    changes: ["D a", "A a/b"],
    words: { file: [], inside: ["a/b"] },
  },
  {
    name: "a folder that became a file",
    before: { "a/b": "inside\n", "a/c/d": "deep\n" },
    after: { a: "file now\n" },
    changes: ["A a", "D a/b", "D a/c/d"],
  },
  {
    name: "CRLF where nothing rewrites it",
    before: { a: "one\ntwo\n" },
    after: { a: "one\r\ntwo\r\n" },
    changes: ["M a"],
    words: { one: ["a"] },
  },
  { name: "strange names", before: {}, after: named, changes: [...NAMES].sort().map((name) => `A ${name}`) },
  {
    name: "strange names edited",
    before: named,
    after: renamed,
    changes: [...NAMES].sort().map((name) => `M ${name}`),
  },
  {
    name: "strange names in a search",
    before: {},
    after: named,
    changes: [...NAMES].sort().map((name) => `A ${name}`),
    words: { content: [...NAMES].sort(), 3: [NAMES[3]!], 99: [] },
  },
  {
    name: "whole words, case, and words that overlap",
    before: {},
    after: {
      a: "max-retries maxRetries max_retries\n",
      b: "--max-retries=3; a.b.c x+y\n",
      c: "MAX-RETRIES premax-retries été\n",
      d: "a.b é1 (x) $HOME/.config \\d+ tail",
    },
    changes: ["A a", "A b", "A c", "A d"],
    words: {
      max: ["a", "b"],
      "max-retries": ["a", "b"],
      "--max-retries": ["b"],
      retries: ["a", "b", "c"],
      "retries=3": ["b"],
      "a.b": ["b", "d"],
      "b.c": ["b"],
      "a.b.c": ["b"],
      "x+y": ["b"],
      axb: [],
      été: ["c"],
      é: ["d"].slice(1),
      "(x)": ["d"],
      $HOME: ["d"],
      "\\d+": ["d"],
      tail: ["d"],
      "": [],
      "a\nb": [],
      toString: [],
      __proto__: [],
    },
  },
  {
    name: "binary files",
    before: { "a.bin": bytes(1, 0, 2), "b.bin": bytes(0, 1) },
    after: {
      "a.bin": bytes(1, 0, 3),
      "b.bin": bytes(0, 1),
      "c.txt": "word\n",
      "d.bin": Buffer.from("word\0\n"),
    },
    changes: ["M a.bin", "A c.txt", "A d.bin"],
    reads: { "a.bin": undefined, "b.bin": undefined, "d.bin": undefined },
    words: { word: ["c.txt"] },
  },
  {
    name: "encodings",
    before: {},
    after: {
      bom: bytes(0xef, 0xbb, 0xbf, 0x68, 0x69, 0x0a),
      le: utf16("grüße\n", false),
      be: utf16("grüße\n", true),
      latin: bytes(0x63, 0x61, 0x66, 0xe9, 0x0a),
      lateNul: Buffer.from(`${"x".repeat(8000)}\0`),
    },
    changes: ["A be", "A bom", "A lateNul", "A latin", "A le"],
    reads: {
      bom: "hi\n",
      le: "grüße\n",
      be: "grüße\n",
      latin: "caf\ufffd\n",
      lateNul: `${"x".repeat(8000)}\0`,
    },
    words: { hi: ["bom"], caf: ["latin"] },
  },
  {
    name: "files too large to read",
    before: { a: Buffer.alloc(TEXT_LIMIT, "a"), b: Buffer.alloc(TEXT_LIMIT + 1, "b") },
    after: {
      a: Buffer.alloc(TEXT_LIMIT + 1, "a"),
      b: Buffer.alloc(TEXT_LIMIT + 2, "b"),
      c: Buffer.alloc(TEXT_LIMIT, "c"),
    },
    changes: ["M a", "M b", "A c"],
    reads: { a: undefined, b: undefined },
  },
  {
    name: "symbolic links: to a file, a folder, nowhere, outside",
    before: { a: "text\n", "d/e": "word\n" },
    after: {
      a: "text\n",
      "d/e": "word\n",
      toFile: { link: "a" },
      toFolder: { link: "d" },
      nowhere: { link: "missing/word" },
      outside: { link: "/etc/passwd" },
      up: { link: "../../../etc" },
    },
    changes: ["A nowhere", "A outside", "A toFile", "A toFolder", "A up"],
    words: { word: ["d/e"], text: ["a"], root: [] },
  },
  {
    name: "a file that became a link and a link that became a file",
    before: { a: "b", b: "text\n", c: { link: "b" } },
    after: { a: { link: "b" }, b: "text\n", c: "b" },
    changes: ["M a", "M c"],
  },
  {
    name: "a folder that became a link to another folder",
    before: { "a/x": "same\n", "b/x": "same\n" },
    after: { a: { link: "b" }, "b/x": "same\n" },
    changes: ["A a", "D a/x"],
    words: { same: ["b/x"] },
  },
  {
    name: "a retargeted link",
    before: { a: { link: "x" } },
    after: { a: { link: "y" } },
    changes: ["M a"],
  },
];

/** The contract of `Tree`, as mocha tests against one adapter. */
export function treeContract(adapter: Adapter): void {
  describe(adapter.name, () => {
    for (const scenario of SCENARIOS) {
      if (adapter.only?.test(scenario.name) === false || !canHold(adapter, scenario)) continue;
      it(scenario.name, async () => {
        const { before, after } = await adapter.lay(scenario.before, scenario.after);
        await hold(before, scenario.before, undefined);
        await hold(after, scenario.after, scenario.reads);
        if (scenario.words !== undefined) await found(after, scenario.words);
        assert.deepEqual(await changesBetween(before, after), scenario.changes);
        assert.deepEqual(await changesBetween(after, after), []);
      });
    }
  });
}

function canHold({ holds }: Adapter, { before, after }: Scenario): boolean {
  const contents = [...Object.values(before), ...Object.values(after)];
  if (holds === "all" || !contents.some(isLink)) {
    if (holds !== "texts") return true;
    return contents.every((content) => typeof content === "string" && !content.includes("\r\n"));
  }
  return false;
}

/** Comparing, as the scenarios write it. */
export async function changesBetween(before: Tree, after: Tree): Promise<string[]> {
  const letters = { added: "A", modified: "M", deleted: "D", renamed: "R" } as const;
  return (await compareTrees(before, after)).map(({ status, from, path }) =>
    from === undefined ? `${letters[status]} ${path}` : `${letters[status]} ${from} -> ${path}`,
  );
}

async function hold(tree: Tree, files: Files, reads: Scenario["reads"]): Promise<void> {
  const ids = await tree.ids();
  assert.deepEqual([...ids.keys()].sort(), Object.keys(files).sort());
  assert.equal(ids.size, Object.keys(files).length);
  for (const [path, content] of Object.entries(files)) {
    const text = isLink(content) ? content.link : typeof content === "string" ? content : undefined;
    if (reads !== undefined && Object.hasOwn(reads, path))
      assert.equal(await tree.read(path), reads[path], path);
    else if (text !== undefined) assert.equal(await tree.read(path), text, path);
  }
  assert.equal(await tree.read("no/such/file"), undefined);
  const contents = Object.entries(files);
  for (const [one, its] of contents)
    for (const [other, theirs] of contents.slice(0, 10))
      assert.equal(ids.get(one) === ids.get(other), same(its, theirs), `${one} and ${other}`);
}

async function found(tree: Tree, words: NonNullable<Scenario["words"]>): Promise<void> {
  const expected = Object.entries(words);
  for (const again of [1, 2]) {
    const answer = await tree.search(expected.map(([word]) => word));
    for (const [word, paths] of expected)
      assert.deepEqual(answer.get(word), paths, `${word}, asked ${again} times`);
  }
}

function isLink(content: Content): content is { readonly link: string } {
  return typeof content === "object" && "link" in content;
}

function same(one: Content, other: Content): boolean {
  if (isLink(one) || isLink(other)) return isLink(one) && isLink(other) && one.link === other.link;
  return Buffer.from(one as string).equals(Buffer.from(other as string));
}
