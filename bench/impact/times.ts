/**
 * Times of the index and of queries, as ratios against `git status` and `rg` of the same run.
 *
 *   npx tsx bench/impact/times.ts <git directory> …
 *
 * Each repository is cloned with shared objects into a temporary folder, which is removed afterwards.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { diffLines } from "../../src/core/diff/lines.ts";
import { neutrality } from "../../src/core/diff/neutral.ts";
import { changedWords } from "../../src/core/impact/changed-words.ts";
import { isArchive, isCode, isDocument, isTest } from "../../src/core/impact/classify.ts";
import { bare, CodeWords } from "../../src/core/impact/code-words.ts";
import { DocumentIndex, indexDocument } from "../../src/core/impact/documents.ts";
import { changedFacts } from "../../src/core/impact/facts.ts";
import { candidateWords, impactsOf } from "../../src/core/impact/impacts.ts";
import { rank } from "../../src/core/impact/rank.ts";
import { vocabularyOf, wordsIn } from "../../src/core/impact/vocabulary.ts";
import { weights } from "../../src/core/impact/weights.ts";
import type { FileChange } from "../../src/core/model/change.ts";
import { quantile } from "./measure.ts";

const RUNS = 5;
const EDITS = 60;
const LIMIT = 2_000_000;

/** The median time of some runs, in ms, and the last run's value. */
function timed<Value>(run: () => Value): { ms: number; value: Value } {
  const times: number[] = [];
  let value: Value | undefined;
  for (let k = 0; k < RUNS; k++) {
    const start = performance.now();
    value = run();
    times.push(performance.now() - start);
  }
  return { ms: quantile(times, 0.5), value: value as Value };
}

function measure(gitDir: string): string {
  const home = mkdtempSync(join(tmpdir(), "lockstep-times-"));
  try {
    execFileSync("git", ["clone", "-q", "--shared", gitDir, home], { stdio: "ignore" });
    const git = (...args: string[]): string =>
      execFileSync("git", ["-C", home, ...args], { maxBuffer: 2 ** 30 }).toString();
    const files = git("ls-files", "-z", "-s")
      .split("\0")
      .flatMap((entry) => (entry.startsWith("100") ? [entry.slice(entry.indexOf("\t") + 1)] : []));
    const documents = files.filter((path) => isDocument(path) && !isArchive(path));
    const code = files.filter((path) => isCode(path) && !isTest(path));
    const status = timed(() => git("status", "--porcelain=v2"));

    const index = timed(() =>
      DocumentIndex.of(
        documents.map((path) => [path, indexDocument(path, readFileSync(join(home, path), "utf8"))] as const),
      ),
    );
    const warm = timed(() => {
      index.value.holding("a");
      index.value.holdingStem("a");
      index.value.spellings("a");
      index.value.holdingPathStem("a");
    });
    const words = new Set(
      [...index.value.documents()].flatMap(([, document]) => [...document.words.keys()].map(bare)),
    );
    const vocabulary = vocabularyOf(words);
    const bytes = timed(() =>
      code
        .map((path) => [path, readFileSync(join(home, path))] as const)
        .filter(([, content]) => content.length <= LIMIT),
    );
    const scan = timed(() =>
      CodeWords.of(
        vocabulary,
        bytes.value.map(([path, content]) => [path, wordsIn(content, vocabulary)] as const),
      ),
    );
    const pattern = [...words]
      .filter((word) => word.length > 5)
      .slice(0, 50)
      .join("|")
      .replace(/[$.]/g, "\\$&");
    const rg = timed(() => spawnSync("rg", ["-c", "-w", pattern, "-tmd", "-trst", home]));

    const every = Math.max(1, Math.floor(bytes.value.length / EDITS));
    const edits = bytes.value
      .filter(([, content], k) => k % every === 0 && content.length > 500)
      .map(([path, content]) => editOf(path, content.toString()));
    const query = edits.map((change) =>
      once(() =>
        rank(
          {
            changes: [change],
            words: changedWords([change]),
            index: index.value,
            codeSpread: (word) => scan.value.spread(word),
          },
          [],
          [],
          weights,
        ),
      ),
    );
    const impact = edits.map((change) =>
      once(() => {
        const facts = changedFacts(change);
        candidateWords(facts, index.value);
        impactsOf({
          facts,
          index: index.value,
          occurrences: (word) => scan.value.holding(word),
          changes: [change],
        });
      }),
    );
    const neutral = edits.map(({ path, before = "", after = "" }) =>
      once(() => neutrality(path, before, after)),
    );
    const [first] = documents;
    const updates = documents.slice(0, 200).map((path) => {
      const text = readFileSync(join(home, path), "utf8");
      return once(() => index.value.with(path, indexDocument(path, text)).mentions(first ?? ""));
    });
    const size = bytes.value.reduce((sum, [, content]) => sum + content.length, 0) / 1e6;
    const cold = index.ms + warm.ms + bytes.ms + scan.ms;
    const both = (times: readonly number[]): string =>
      `${quantile(times, 0.5).toFixed(2)} / ${quantile(times, 0.95).toFixed(2)}`;
    return `| ${[
      gitDir.split("/").findLast((part) => part.includes("+")) ?? gitDir,
      files.length,
      documents.length,
      size.toFixed(1),
      status.ms.toFixed(1),
      rg.ms.toFixed(1),
      (index.ms + warm.ms).toFixed(0),
      `${bytes.ms.toFixed(0)} + ${scan.ms.toFixed(0)}`,
      (cold / status.ms).toFixed(1),
      both(query),
      both(impact),
      both(neutral),
      both(updates),
    ].join(" | ")} |`;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function once(run: () => unknown): number {
  run();
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** A file with the line in its middle changed. */
function editOf(path: string, before: string): FileChange {
  const lines = before.split("\n");
  const middle = lines.findIndex((line, k) => k >= lines.length / 2 && /\w{4}/.test(line));
  lines[Math.max(middle, 0)] = `${lines[Math.max(middle, 0)]} changedName(7)`;
  const after = lines.join("\n");
  return { path, status: "modified", before, after, hunks: diffLines(before, after) };
}

console.log(
  "| repository | files | documents | code, MB | git status | rg, 50 words | document index | code: read + scan | cold ÷ git status | rank, median / p95 | facts and impacts | neutrality | one document again |",
);
console.log(`|${" --- |".repeat(13)}`);
for (const gitDir of process.argv.slice(2)) console.log(measure(gitDir));
