import { diffLines } from "../../src/core/diff/lines.ts";
import { neutrality } from "../../src/core/diff/neutral.ts";
import { changedWords } from "../../src/core/impact/code/changed-words.ts";
import { isArchive, isDocument } from "../../src/core/impact/classify.ts";
import { bare } from "./code-words.ts";
import { DocumentIndex, indexDocument } from "../../src/core/impact/documents/documents.ts";
import { changedFacts } from "../../src/core/impact/facts/facts.ts";
import {
  COLUMN,
  evidenceOf,
  FEATURES,
  type Evidence,
  type Feature,
} from "../../src/core/impact/ranking/features.ts";
import { gateFeaturesOf } from "../../src/core/impact/ranking/gate.ts";
import { History } from "../../src/core/impact/ranking/history.ts";
import { historyStep } from "../../src/core/impact/ranking/history-step.ts";
import { removedNames } from "../../src/core/impact/comment-impacts.ts";
import { candidateWords, impactsOf } from "../../src/core/impact/impacts.ts";
import { isSpec, mayBeSpec } from "../../src/core/impact/documents/spec-lines.ts";
import { placesIn, type SectionEvidence } from "../../src/core/impact/ranking/places.ts";
import { SEARCHED } from "../../src/core/impact/ranking/rank.ts";
import type { IndexedDocument } from "../../src/core/impact/documents/segment.ts";
import type { RankQuery } from "../../src/core/impact/ranking/weighted-words.ts";
import type { ChangedFact, FileChange, Impact } from "../../src/core/model/change.ts";
import { CodeState } from "./code-state.ts";
import { commentedAfter, type CommentFinding, commentFindings, followedUp } from "./comments.ts";
import { PathKinds } from "./path-kinds.ts";
import type { RawStep, Repository } from "./git.ts";
import type { Row, RowFile, Rows } from "./rows.ts";

/** What one query found for every document with any evidence. */
export interface Scored {
  readonly paths: readonly string[];
  /** Row by row, `FEATURES.length` each. */
  readonly values: Float32Array;
}

/** One step, replayed: what Lockstep says from the state before it and its code diff, and what really happened. */
export interface ReplayedStep {
  readonly commit: string;
  readonly positive: boolean;
  /** How many documents there were. */
  readonly documents: number;
  /** The documents that existed and were changed, with their hunks. */
  readonly truth: readonly RowFile[];
  readonly whole: Scored;
  /** The same for single changed files as the query; at most three. */
  readonly single: readonly Scored[];
  /** Documents that hold any removed or changed word (the grep baseline). */
  readonly grep: readonly string[];
  readonly impacts: readonly Impact[];
  /** The same in descriptions of APIs, and what the step changed of these. */
  readonly specs: readonly Impact[];
  readonly specTruth: readonly RowFile[];
  /** What would be said of comments, had the step changed its code only. */
  readonly comments: readonly CommentFinding[];
  /** Sections and lines of the documents that look best before any training. */
  readonly places: readonly SectionEvidence[];
  readonly gate: readonly number[];
  readonly facts: number;
  /** Time of a query, in ms: words and features of the whole step; facts and impacts. */
  readonly rankMs: number;
  readonly impactMs: number;
  readonly placesMs: number;
}

export interface Replayed {
  readonly repo: string;
  readonly baseRate: number;
  readonly steps: readonly ReplayedStep[];
}

export interface Prepared {
  readonly row: Row;
  readonly index: DocumentIndex;
  readonly specs: DocumentIndex;
  readonly changes: readonly FileChange[];
  readonly facts: readonly ChangedFact[];
  readonly factsMs: number;
}

const HISTORY = 20_000;

/** Replays every step of a repository. Reads with git only, runs nothing of it. */
export function replay(rows: Rows, repository: Repository, limit: number): Replayed {
  const steps = repository.steps(rows.head, HISTORY);
  const chosen = new Map(sample(rows.rows, limit).map((row) => [row.commit, row]));
  const texts = readTexts(steps, chosen, repository);
  const kinds = new PathKinds();
  const { prepared, blobs, words } = prepareAll(steps, chosen, texts, kinds);
  for (const { index, specs, facts } of prepared.values())
    for (const word of [index, specs]
      .flatMap((one) => candidateWords(facts, one))
      .concat(removedNames(facts)))
      words.add(bare(word));
  const code = new CodeState(words, repository, blobs, kinds);
  const history = new History();
  const out: ReplayedStep[] = [];
  const read = (id: string | undefined): string | undefined =>
    id === undefined ? undefined : (texts.get(id) ?? repository.blobs([id]).get(id)?.toString());
  for (const { step, tree } of walk(steps)) {
    const ready = prepared.get(step.commit);
    if (ready) out.push(replayStep(ready, code, new Map(tree), history, step, read));
    history.learn(historyStep(step.files, (id) => texts.get(id)));
  }
  return {
    repo: rows.repo,
    baseRate: rows.codeAndDocSteps / rows.codeSteps,
    steps: withFates(out, steps, read),
  };
}

/** The steps, each with the tree before it; the tree is altered as the walk goes on. */
export function* walk(
  steps: readonly RawStep[],
): Generator<{ step: RawStep; tree: ReadonlyMap<string, string> }> {
  const tree = new Map<string, string>();
  for (const step of steps) {
    yield { step, tree };
    for (const { path, now } of step.files) {
      if (now === undefined) tree.delete(path);
      else tree.set(path, now);
    }
  }
}

/** How many steps later a comment that is said to be false is looked at again. */
const LATER = 50;

/** The replayed steps, the comments that a step left as they were followed up. */
function withFates(
  replayed: readonly ReplayedStep[],
  steps: readonly RawStep[],
  read: (id: string | undefined) => string | undefined,
): ReplayedStep[] {
  const left = new Map(
    replayed.filter(({ comments }) => comments.length > 0).map((one) => [one.commit, one]),
  );
  const settled = new Map<string, ReplayedStep>();
  const settle = (commit: string, tree: ReadonlyMap<string, string>): void => {
    const step = left.get(commit);
    if (step)
      settled.set(commit, { ...step, comments: followedUp(step.comments, (path) => read(tree.get(path))) });
  };
  const now = steps.map(({ commit }) => commit);
  let at = 0;
  for (const { tree } of walk([...steps, { commit: "", files: [] }])) {
    if (at === steps.length) for (const commit of now.slice(-LATER)) settle(commit, tree);
    else if (at > LATER) settle(now[at - LATER - 1] ?? "", tree);
    at++;
  }
  return replayed.map((step) => settled.get(step.commit) ?? step);
}

/** The texts of all documents that ever changed, and of the code that the chosen steps changed. */
export function readTexts(
  steps: readonly RawStep[],
  chosen: ReadonlyMap<string, Row>,
  repository: Repository,
): Map<string, string> {
  const wanted = new Set<string>();
  for (const { commit, files } of steps) {
    const code = new Set(chosen.get(commit)?.code.map(({ path }) => path));
    for (const { path, old, now } of files) {
      if (!code.has(path) && (!isDocument(path) || isArchive(path)) && !mayBeSpec(path)) continue;
      if (old !== undefined) wanted.add(old);
      if (now !== undefined) wanted.add(now);
    }
  }
  const out = new Map<string, string>();
  const ids = [...wanted];
  for (let k = 0; k < ids.length; k += 1_000) {
    for (const [id, bytes] of repository.blobs(ids.slice(k, k + 1_000))) {
      if (bytes.length <= 2_000_000 && !bytes.subarray(0, 8_000).includes(0)) out.set(id, bytes.toString());
    }
  }
  return out;
}

/** Evenly `limit` of the positives and of the others. */
export function sample(rows: readonly Row[], limit: number): Row[] {
  return [true, false].flatMap((positive) => {
    const all = rows.filter((row) => row.positive === positive);
    const every = Math.max(1, all.length / limit);
    return Array.from({ length: Math.min(limit, all.length) }, (_, k) => all[Math.floor(k * every)]).filter(
      (row) => row !== undefined,
    );
  });
}

/** What the chosen steps start from, and every code blob that any of their trees holds. */
export function prepareAll(
  steps: readonly RawStep[],
  chosen: ReadonlyMap<string, Row>,
  texts: ReadonlyMap<string, string>,
  kinds: PathKinds,
): { prepared: Map<string, Prepared>; blobs: Set<string>; words: Set<string> } {
  const known = new Map<string, IndexedDocument>();
  const described = new Map<string, IndexedDocument>();
  const blobs = new Set<string>();
  const prepared = new Map<string, Prepared>();
  let index = DocumentIndex.empty;
  let lastIds = new Map<string, string>();
  for (const { step, tree } of walk(steps)) {
    const row = chosen.get(step.commit);
    if (!row) continue;
    for (const [path, id] of tree) if (kinds.isSource(path)) blobs.add(id);
    for (const { now, path } of step.files) if (now !== undefined && kinds.isSource(path)) blobs.add(now);
    const ids = new Map([...tree].filter(([path]) => kinds.isLiving(path)));
    const fresh = [...ids].filter(([path, id]) => lastIds.get(path) !== id);
    const gone = [...lastIds.keys()].filter((path) => !ids.has(path));
    const bulk = fresh.map(([path, id]): IndexedDocument => {
      const document = known.get(key(path, id)) ?? indexDocument(path, texts.get(id) ?? "");
      known.set(key(path, id), document);
      return document;
    });
    if (bulk.length + gone.length > 40) {
      const all = new Map([...index.documents(), ...bulk].map((document) => [document.path, document]));
      for (const path of gone) all.delete(path);
      index = DocumentIndex.of(all.values());
    } else {
      for (const path of gone) index = index.without(path);
      for (const document of bulk) index = index.with(document);
    }
    lastIds = ids;
    const changes = changesOf(row.code, step, texts);
    const specs = DocumentIndex.of(
      [...tree].flatMap(([path, id]): IndexedDocument[] => {
        const text = kinds.isSpec(path) ? (texts.get(id) ?? "") : "";
        if (!isSpec(path, text)) return [];
        const document = described.get(key(path, id)) ?? indexDocument(path, text);
        described.set(key(path, id), document);
        return [document];
      }),
    );
    const start = performance.now();
    const facts = changes.flatMap((change) => changedFacts(change));
    prepared.set(step.commit, { row, index, specs, changes, facts, factsMs: performance.now() - start });
  }
  const words = new Set<string>();
  for (const document of known.values()) for (const word of document.allNames()) words.add(bare(word));
  return { prepared, blobs, words };
}

/** Blob and syntax decide how a document reads; its path stems belong to it too. */
function key(path: string, id: string): string {
  return `${path}:${id}`;
}

function changesOf(
  files: readonly RowFile[],
  step: RawStep,
  texts: ReadonlyMap<string, string>,
): FileChange[] {
  const parent = new Map(step.files.map(({ path, old }) => [path, old]));
  const now = new Map(step.files.map((file) => [file.path, file.now]));
  const movedTo = new Map(
    files.filter(({ status }) => status === "R").map(({ path }) => [now.get(path), path]),
  );
  return files.flatMap(({ path, status }): FileChange[] => {
    if (status === "R") return [];
    const beforeId = parent.get(path);
    const to = status === "r" ? movedTo.get(beforeId) : undefined;
    const afterId = status === "D" ? undefined : now.get(to ?? path);
    const before = texts.get(beforeId ?? "");
    const after = to === undefined ? texts.get(afterId ?? "") : before;
    const neutral = before !== undefined && after !== undefined ? neutrality(path, before, after) : undefined;
    return [
      {
        path: to ?? path,
        ...(to === undefined ? {} : { from: path }),
        status:
          to !== undefined
            ? "renamed"
            : before === undefined
              ? "added"
              : after === undefined
                ? "deleted"
                : "modified",
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
        hunks: diffLines(before ?? "", after ?? ""),
        ...(neutral === undefined ? {} : { neutral }),
      },
    ];
  });
}

function replayStep(
  { row, index, specs, changes, facts, factsMs }: Prepared,
  code: CodeState,
  tree: Map<string, string>,
  history: History,
  step: RawStep,
  read: (id: string | undefined) => string | undefined,
): ReplayedStep {
  const now = new Map(step.files.map((file) => [file.path, file.now]));
  for (const { path } of row.code) {
    const id = now.get(path);
    if (id === undefined) tree.delete(path);
    else tree.set(path, id);
  }
  const state = code.at(tree);
  index.holdingPathStem("warm");
  const ask = (some: readonly FileChange[]): RankQuery => ({
    changes: some,
    words: changedWords(some),
    index,
    history,
    codeSpread: (word) => state.spread(word),
  });
  const start = performance.now();
  const occurrences = (word: string): string[] => state.holding(word);
  const asking = { facts, changes, occurrences, textOf: (path: string) => read(tree.get(path)) };
  const commented = commentedAfter(asking);
  const impacts = impactsOf({ facts, index, occurrences, commented, changes });
  const middle = performance.now();
  const query = ask(changes);
  const evidence = evidenceOf(query, impacts);
  const whole = scored(evidence);
  const end = performance.now();
  const grep = new Set<string>();
  for (const { word, spelling, role } of evidence.words) {
    if (word === spelling && (role === "removed" || role === "changed"))
      for (const { path } of index.mentions(spelling)) grep.add(path);
  }
  const asked = performance.now();
  const places = row.positive ? placesIn(query, promising(whole), evidence.words, impacts).map(plain) : [];
  const last = performance.now();
  return {
    commit: row.commit,
    places,
    placesMs: last - asked,
    positive: row.positive,
    documents: index.size,
    truth: row.documents.filter(({ status }) => status !== "A" && status !== "R"),
    whole,
    single:
      changes.length > 1 && row.positive
        ? changes.slice(0, 3).map((change) => {
            const its = impacts.filter(({ cause }) => cause.path === change.path);
            return scored(evidenceOf(ask([change]), its));
          })
        : [],
    grep: [...grep],
    impacts,
    specs: impactsOf({ facts, index: specs, occurrences, commented, changes }),
    specTruth: row.code.filter(({ path, status }) => specs.get(path) !== undefined && status !== "A"),
    comments: commentFindings(asking, commented),
    gate: gateFeaturesOf(query, evidence, facts, impacts),
    facts: facts.length,
    rankMs: end - middle,
    impactMs: factsMs + middle - start,
  };
}

/** Weights good enough to choose the documents whose sections are looked at; see IMPACT.md §2.3. */
const PRIOR: Partial<Record<Feature, number>> = {
  references: 2.2,
  dead: 2.8,
  coChange: 2.8,
  support: 1.1,
  subwords: 2.2,
  names: 0.7,
  proximity: 0.8,
};

function promising({ paths, values }: Scored): string[] {
  const score = (k: number): number => {
    let sum = 0;
    for (const [name, weight] of Object.entries(PRIOR))
      sum += weight * (values[k * FEATURES.length + COLUMN[name as Feature]] ?? 0);
    return sum;
  };
  return paths
    .map((path, k) => ({ path, score: score(k) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, SEARCHED)
    .map(({ path }) => path);
}

/** With its lines made: what a file can keep. */
function plain({ path, title, line, endLine, values, lines }: SectionEvidence): SectionEvidence {
  return { path, title, line, endLine, values, lines };
}

function scored({ paths, features }: Evidence): Scored {
  const values = new Float32Array(paths.length * FEATURES.length);
  features.forEach((one, column) =>
    one.forEach((value, row) => (values[row * FEATURES.length + column] = value)),
  );
  return { paths, values };
}
