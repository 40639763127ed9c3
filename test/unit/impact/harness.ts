import { diffLines } from "../../../src/core/diff/lines.ts";
import { neutrality } from "../../../src/core/diff/neutral.ts";
import { DocumentIndex, indexDocument } from "../../../src/core/impact/documents/documents.ts";
import { isArchive, isDocument } from "../../../src/core/impact/classify.ts";
import { changedFacts } from "../../../src/core/impact/facts/facts.ts";
import { commentImpactsOf, filesToRead, removedNames } from "../../../src/core/impact/comment-impacts.ts";
import { readCommented } from "../../../src/core/impact/code/commented-code.ts";
import { isSpec } from "../../../src/core/impact/documents/spec-lines.ts";
import { candidateWords, CERTAIN, impactsOf } from "../../../src/core/impact/impacts.ts";
import assert from "node:assert/strict";
import type { FileChange, Impact } from "../../../src/core/model/change.ts";

export type Files = Readonly<Record<string, string>>;

/** What changed between two maps of files; `moves` names the old path of a moved file. */
export function changesBetween(before: Files, after: Files, moves: Files = {}): FileChange[] {
  const from = new Map(Object.entries(moves));
  const sources = new Set(from.values());
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((path) => !sources.has(path))
    .sort();
  return paths.flatMap((path): FileChange[] => {
    const origin = from.get(path);
    const old = before[origin ?? path];
    const now = after[path];
    if (old === now && origin === undefined) return [];
    const neutral = old !== undefined && now !== undefined ? neutrality(path, old, now) : undefined;
    return [
      {
        path,
        ...(origin === undefined ? {} : { from: origin }),
        status:
          origin !== undefined
            ? "renamed"
            : old === undefined
              ? "added"
              : now === undefined
                ? "deleted"
                : "modified",
        ...(old === undefined ? {} : { before: old }),
        ...(now === undefined ? {} : { after: now }),
        hunks: diffLines(old ?? "", now ?? ""),
        ...(neutral === undefined ? {} : { neutral }),
      },
    ];
  });
}

export function impactsBetween(before: Files, after: Files, moves: Files = {}): Impact[] {
  const changes = changesBetween(before, after, moves);
  const read = (isRead: (path: string, text: string) => boolean): DocumentIndex =>
    DocumentIndex.of(
      Object.entries(after)
        .filter(([path, text]) => isRead(path, text))
        .map(([path, text]) => indexDocument(path, text)),
    );
  const index = read((path) => isDocument(path) && !isArchive(path));
  const specs = read(isSpec);
  const facts = changes.flatMap((change) => changedFacts(change));
  const asked = new Set([
    ...candidateWords(facts, index),
    ...candidateWords(facts, specs),
    ...removedNames(facts),
  ]);
  const holding = (word: string): string[] => {
    const whole = new RegExp(
      `(?<![A-Za-z0-9_])${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![A-Za-z0-9_])`,
    );
    return Object.keys(after).filter((path) => whole.test(after[path] ?? ""));
  };
  const occurrences = (word: string): string[] => {
    if (!asked.has(word)) throw new Error(`not a candidate: ${word}`);
    return holding(word);
  };
  const known = (word: string): string[] => (asked.has(word) ? holding(word) : []);
  const commented = new Map(
    filesToRead(facts, known).map((path) => [path, readCommented(path, after[path] ?? "")]),
  );
  const query = { facts, occurrences, commented, changes };
  return [
    ...impactsOf({ ...query, index }),
    ...impactsOf({ ...query, index: specs }),
    ...commentImpactsOf(query),
  ];
}

/** The certain impacts as `path:line`, in order. */
export function certain(impacts: readonly Impact[]): string[] {
  return [
    ...new Set(
      impacts
        .filter(({ confidence }) => confidence >= CERTAIN)
        .map(({ place }) => `${place.path}:${place.line}`),
    ),
  ].sort();
}

/** One code file before and after, and README.md; `expected` are the README lines that are certainly false. */
export type Case = [
  title: string,
  code: string,
  before: string,
  after: string,
  document: string,
  expected: number[],
];

/** Tests a table of cases. */
export function table(title: string, cases: readonly Case[]): void {
  describe(`impacts: ${title}`, () => {
    for (const [name, path, before, after, document, expected] of cases) {
      it(`${name} → ${expected.length === 0 ? "silent" : `line ${expected.join(", ")}`}`, () => {
        const impacts = impactsBetween(
          { [path]: `${before}\n`, "README.md": `${document}\n` },
          { [path]: `${after}\n`, "README.md": `${document}\n` },
        );
        const lines = expected.map((line) => `README.md:${line}`);
        assert.deepEqual(certain(impacts), lines, JSON.stringify(impacts, null, 1));
      });
    }
  });
}
