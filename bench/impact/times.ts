/**
 * Times of the index and of queries, as ratios against `git status` and a search of the same run.
 *
 * Each repository is cloned with shared objects into a temporary folder, which is removed afterwards. The search is `rg`, or `git grep` where that is missing.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { historyReader } from "../../src/adapters/background/history-log.ts";
import { openRepository, type Repository } from "../../src/adapters/repository.ts";
import { diffLines } from "../../src/core/diff/lines.ts";
import { neutrality } from "../../src/core/diff/neutral.ts";
import { changedWords } from "../../src/core/impact/code/changed-words.ts";
import { isArchive, isCode, isDocument, isTest } from "../../src/core/impact/classify.ts";
import { DocumentIndex, indexDocument } from "../../src/core/impact/documents/documents.ts";
import { changedFacts } from "../../src/core/impact/facts/facts.ts";
import { candidateWords, impactsOf } from "../../src/core/impact/impacts.ts";
import { rank } from "../../src/core/impact/ranking/rank.ts";
import { wordsWeighed } from "../../src/core/impact/ranking/weighted-words.ts";
import { weights } from "../../src/core/impact/ranking/weights.ts";
import type { FileChange } from "../../src/core/model/change.ts";
import { generateRepository } from "./generated.ts";
import { quantile } from "./measure.ts";

const RUNS = 5;
const UNCOUNTED = 3;
const EDITS = 120;
const UPDATES = 200;
const LIMIT = 500_000;

/** The median time of some runs and that of the first, its code not compiled yet, in ms, and the last run's value. */
async function timed<Value>(
  run: () => Value | Promise<Value>,
): Promise<{ ms: number; first: number; value: Value }> {
  const times: number[] = [];
  let value: Value | undefined;
  for (let k = 0; k < RUNS; k++) {
    const start = performance.now();
    value = await run();
    times.push(performance.now() - start);
  }
  return { ms: quantile(times, 0.5), first: times[0] ?? 0, value: value as Value };
}

/**
 * The time for each, in ms: the median of five rounds after three that do not count. Tables are made and code is compiled
 * by then, as in an editor that has been open for a while, and what another process took from one round is left out.
 */
function each<Item>(items: readonly Item[], run: (item: Item) => unknown): number[] {
  const rounds = Array.from({ length: UNCOUNTED + RUNS }, () =>
    items.map((item) => {
      const start = performance.now();
      run(item);
      return performance.now() - start;
    }),
  );
  return items.map((_, k) =>
    quantile(
      rounds.slice(UNCOUNTED).map((times) => times[k] ?? 0),
      0.5,
    ),
  );
}

async function measure(title: string, home: string): Promise<string> {
  const git = (...args: string[]): string =>
    execFileSync("git", ["-C", home, ...args], { maxBuffer: 2 ** 30 }).toString();
  const files = git("ls-files", "-z").split("\0").filter(Boolean);
  const head = git("rev-parse", "HEAD").trim();
  const status = await timed(() => git("status", "--porcelain=v2"));
  const cache = join(home, ".git/lockstep");
  const opened = async <Value>(use: (repository: Repository) => Promise<Value>): Promise<Value> => {
    const repository = await openRepository(home);
    try {
      return await use(repository);
    } finally {
      repository.close();
    }
  };
  const cold = await timed(async () => {
    rmSync(cache, { recursive: true, force: true });
    await opened(async (repository) => {
      await Promise.all([repository.learnCode(head), repository.learnDocuments(head)]);
    });
  });
  const warm = await timed(() =>
    opened(async (repository) => {
      const { after } = await repository.comparison({ is: "commit", sha: head, parent: head });
      const ids = await after.ids();
      const index = (await after.documents?.(ids)) ?? DocumentIndex.empty;
      warmUp(index);
      await after.searchCode?.(["anyWord"]);
      return index;
    }),
  );
  const index = warm.value;
  const search = await timed(() => searchFor(wordsOf(index), home));
  const code = files.filter((path) => isCode(path) && !isTest(path));
  const every = Math.max(1, Math.floor(code.length / EDITS));
  const edits = await opened(async (repository) => {
    const { after } = await repository.comparison({ is: "commit", sha: head, parent: head });
    const out: FileChange[] = [];
    for (const path of code.filter((_, k) => k % every === 0)) {
      const text = await after.read(path);
      if (text !== undefined && text.length > 300 && text.length < LIMIT) out.push(editOf(path, text));
    }
    return out;
  });
  const asked = [
    ...new Set(
      edits.flatMap((change) => [
        ...wordsWeighed(changedWords([change]), index),
        ...candidateWords(changedFacts(change), index),
      ]),
    ),
  ];
  const holding = await opened(async (repository) => {
    const { after } = await repository.comparison({ is: "commit", sha: head, parent: head });
    return (await after.searchCode?.(asked)) ?? new Map<string, readonly string[]>();
  });
  const history = historyReader()(await opened((repository) => repository.learnHistory(head)), head);
  const codeSpread = (word: string): number => holding.get(word)?.length ?? 0;
  const query = each(edits, (change) => {
    rank({ changes: [change], words: changedWords([change]), index, history, codeSpread }, [], [], weights);
  });
  const impact = each(edits, (change) => {
    const facts = changedFacts(change);
    candidateWords(facts, index);
    impactsOf({
      facts,
      index,
      occurrences: (word) => holding.get(word) ?? [],
      commented: new Map(),
      changes: [change],
    });
  });
  const neutral = each(edits, ({ path, before = "", after = "" }) => neutrality(path, before, after));
  const [first] = index.documents();
  const updates = each([...index.documents()].slice(0, UPDATES), ({ path, text }) =>
    index.with(indexDocument(path, text)).mentions(first?.path ?? ""),
  );
  const both = (times: readonly number[]): string =>
    `${quantile(times, 0.5).toFixed(2)} / ${quantile(times, 0.95).toFixed(2)}`;
  const ratio = (ms: number, to: number): string => (ms / to).toPrecision(2);
  const p95 = quantile(query, 0.95);
  return `| ${[
    title,
    files.length,
    files.filter((path) => isDocument(path) && !isArchive(path)).length,
    status.ms.toFixed(0),
    search.ms.toFixed(0),
    `${cold.ms.toFixed(0)} (${ratio(cold.ms, status.ms)}, ${ratio(cold.first, status.ms)})`,
    `${warm.ms.toFixed(0)} (${ratio(warm.ms, status.ms)})`,
    both(query),
    `${ratio(p95, status.ms)}, ${ratio(p95, search.ms)}`,
    both(impact),
    both(neutral),
    both(updates),
  ].join(" | ")} |`;
}

/** Asks for the tables that the first query would make. */
function warmUp(index: DocumentIndex): void {
  index.holdingPathStem("a");
}

function wordsOf(index: DocumentIndex): string[] {
  const all = [...index.documents()].flatMap((document) => [...document.allNames()]);
  return all.filter((word) => /^[A-Za-z]\w{5,}$/.test(word)).slice(0, 50);
}

function searchFor(words: readonly string[], home: string): void {
  const globs = ["*.md", "*.mdx", "*.rst"];
  const rg = spawnSync("rg", ["-c", "-w", words.join("|"), ...globs.flatMap((glob) => ["-g", glob]), home]);
  if (rg.error === undefined) return;
  spawnSync("git", ["-C", home, "grep", "-c", "-w", "-E", words.join("|"), "--", ...globs]);
}

/** A file with the line in its middle changed. */
function editOf(path: string, before: string): FileChange {
  const lines = before.split("\n");
  const middle = lines.findIndex((line, k) => k >= lines.length / 2 && /\w{4}/.test(line));
  lines[Math.max(middle, 0)] = `${lines[Math.max(middle, 0)]} changedName(7)`;
  const after = lines.join("\n");
  return { path, status: "modified", before, after, hunks: diffLines(before, after) };
}

async function inClone(gitDir: string): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), "lockstep-times-"));
  try {
    execFileSync("git", ["clone", "-q", "--shared", "--no-checkout", gitDir, home], { stdio: "ignore" });
    execFileSync("git", ["-C", home, "read-tree", "HEAD"]);
    // A mirror may lack its largest files: the others are written all the same.
    spawnSync("git", ["-C", home, "checkout-index", "--all", "--index", "--force", "--quiet"]);
    return await measure(gitDir.split("/").findLast((part) => part.includes("+")) ?? gitDir, home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

const HEAD =
  "| repository | files | documents | git status, ms | search of 50 words | cold index (÷ status, the first one) | warm start (÷ status) | query, median / p95 | query p95 ÷ status, ÷ search | facts and impacts | neutrality | one document again |";

/** A Markdown table of times, line by line. @param generated a made-up repository of so many files is measured first, where this is more than 0 */
export async function* times(gitDirs: readonly string[], generated: number): AsyncGenerator<string> {
  yield HEAD;
  yield `|${" --- |".repeat(12)}`;
  if (generated > 0) {
    const home = generateRepository(generated);
    try {
      yield await measure("generated", home);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  }
  for (const gitDir of gitDirs) yield await inClone(gitDir);
}
