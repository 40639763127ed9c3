import type { Path } from "../../model/place.ts";
import type { DocumentIndex } from "../documents/documents.ts";
import { stemsOfPath } from "../words.ts";

/** One first-parent step of history: a commit of the main line, or a merged pull request. */
export interface HistoryStep {
  readonly code: readonly Path[];
  readonly documents: readonly {
    readonly path: Path;
    /** Titles of the sections whose lines changed. */
    readonly sections: readonly string[];
  }[];
  /** Old path → new path, for files whose very content moved. */
  readonly moves: readonly (readonly [from: Path, to: Path])[];
}

/** A step that touches more files says nothing about what belongs together. */
const MAX_FILES = 60;
/** How fast what happened long ago fades: the weight halves in this many steps. */
const HALF_LIFE = 400;
/** The same for which documents are in use, in steps that changed code and documents. */
const USE_HALF_LIFE = 20;

/** How often something changed. */
interface Changes {
  count: number;
  /** Sum of the weights of the steps, each relative to step 0: `2^(step / HALF_LIFE)`. */
  recent: number;
}

/** A document that changed with a code file. */
interface Together extends Changes {
  /** How often its sections did, by title. */
  readonly sections: Map<string, number>;
}

interface CodeFile extends Changes {
  /** Of its changes, the steps that changed any document. */
  documented: number;
  /** By document; absent where none ever changed with it. */
  together?: Map<number, Together>;
}

interface Companions {
  changes: number;
  /** Of these, the steps that changed any document. */
  documented: number;
  /** By document. */
  readonly together: Map<number, number>;
}

/** A document, wherever it moved to. */
interface Known {
  path: Path;
  /** How many steps changed it, and the latest one. */
  count: number;
  last: number;
  /** How often a step changed it with code, older ones fading, as of the latest of these. */
  used: number;
  lastUse: number;
}

/** How a document was seen to change with code files. */
export interface CoChange {
  /** The largest share of one file's changes that the document changed with too: ROSE's confidence (Zimmermann et al. 2004). */
  readonly confidence: number;
  /** 1 − ∏ (1 − share) over the files. */
  readonly noisyOr: number;
  /** The same as `confidence`, old steps fading. */
  readonly recent: number;
  /** How often the best file and the document changed together. */
  readonly support: number;
  /** How often that file changed. */
  readonly of: number;
}

/** What history knows of an index's documents, by their numbers there. Not to be altered. */
export interface Standing {
  /** A document's number in the history; -1 where it never changed. */
  readonly numbers: Int32Array;
  /** How lately it changed, halving every 100 and every 10 steps; 0 where it never did. */
  readonly recency: Float64Array;
  readonly justChanged: Float64Array;
  /** The share of document-changing steps that changed it. */
  readonly popularity: Float64Array;
  /** The share of the latest steps with code and documents that changed it, older ones fading: near 1 for notes that every change adds to. */
  readonly inUse: Float64Array;
}

/**
 * Which documents changed together with which code files, learned step by step from the oldest to the
 * newest (ROSE's rules, mined as they are asked for). `learn` alters the model; everything else reads it.
 */
export class History {
  readonly #code = new Map<Path, CodeFile>();
  readonly #folders = new Map<Path, Companions>();
  /** By the stem of a part of the changed files' paths. */
  readonly #stems = new Map<string, Companions>();
  /** Documents by number; those whose path another one took are gone. */
  readonly #documents: (Known | undefined)[] = [];
  readonly #numbers = new Map<Path, number>();
  #standingIn = new WeakMap<DocumentIndex, Standing>();
  /** The stems of every path seen, as they are asked for again and again. */
  readonly #stemsOf = new Map<Path, readonly string[]>();
  #steps = 0;
  #documentSteps = 0;
  #codeSteps = 0;
  #codeDocumented = 0;
  /** How many steps of few files changed code and documents, and their number where older ones fade. */
  #uses = 0;
  #recentUses = 0;

  /** How many steps were learned. */
  get steps(): number {
    return this.#steps;
  }

  learn({ code, documents, moves }: HistoryStep): void {
    this.#standingIn = new WeakMap();
    for (const [from, to] of moves) this.#move(from, to);
    this.#steps++;
    if (documents.length > 0) this.#documentSteps++;
    const changed = documents.map(({ path, sections }) => ({ number: this.#number(path), sections }));
    for (const { number } of changed) {
      const known = this.#documents[number]!;
      known.count++;
      known.last = this.#steps;
    }
    if (code.length > 0) this.#codeSteps++;
    if (code.length > 0 && documents.length > 0) this.#codeDocumented++;
    if (code.length === 0 || code.length + documents.length > MAX_FILES) return;
    if (changed.length > 0) this.#use(changed);
    const weight = 2 ** (this.#steps / HALF_LIFE);
    for (const path of code) {
      const file = getOr(this.#code, path, (): CodeFile => ({ count: 0, recent: 0, documented: 0 }));
      add(file, weight);
      if (changed.length === 0) continue;
      file.documented++;
      file.together ??= new Map();
      for (const { number, sections } of changed) {
        const both = getOr(file.together, number, () => ({ count: 0, recent: 0, sections: new Map() }));
        add(both, weight);
        for (const title of sections) bump(both.sections, title);
      }
    }
    for (const folder of new Set(code.map(folderOf))) accompany(this.#folders, folder, changed);
    for (const part of this.#stemsOfAll(code)) accompany(this.#stems, part, changed);
  }

  /** How documents changed together with any of these code files; documents that never did are absent. */
  with(code: readonly Path[]): Map<Path, CoChange> {
    const out = new Map<Path, { -readonly [K in keyof CoChange]: number }>();
    for (const path of code) {
      const file = this.#code.get(path);
      if (!file?.together) continue;
      for (const [number, { count, recent }] of file.together) {
        const document = this.#documents[number]?.path;
        if (document === undefined) continue;
        const share = count / (file.count + 1);
        const fading = recent / (file.recent + 2 ** (this.#steps / HALF_LIFE));
        const known = getOr(out, document, () => ({
          confidence: 0,
          noisyOr: 0,
          recent: 0,
          support: 0,
          of: 0,
        }));
        known.noisyOr = 1 - (1 - known.noisyOr) * (1 - share);
        known.recent = Math.max(known.recent, fading);
        if (share > known.confidence) {
          known.confidence = share;
          known.support = count;
          known.of = file.count;
        }
      }
    }
    return out;
  }

  /** What this history knows of each document of an index. Made once for an index, until more is learned. */
  standingIn(index: DocumentIndex): Standing {
    let standing = this.#standingIn.get(index);
    if (!standing) this.#standingIn.set(index, (standing = this.#standingOf(index)));
    return standing;
  }

  /** How often the folders of these files changed with each document, by its number, as a share of the folder's changes. */
  withFolders(code: readonly Path[]): Float64Array {
    const shares = new Float64Array(this.#documents.length);
    for (const folder of new Set(code.map(folderOf))) {
      const known = this.#folders.get(folder);
      for (const [document, count] of known?.together ?? [])
        shares[document] = Math.max(shares[document]!, count / ((known?.changes ?? 0) + 1));
    }
    return shares;
  }

  /**
   * How often documents, by their numbers, changed when paths with the same words did: the mean of those shares over
   * the files' path words, rare words counting more. Knows something of files that are new.
   */
  withNames(code: readonly Path[]): Float64Array {
    const shares = new Float64Array(this.#documents.length);
    let all = 0;
    for (const part of this.#stemsOfAll(code)) {
      const known = this.#stems.get(part);
      if (!known) continue;
      const rarity = Math.log((this.#steps + 1) / known.changes) + 0.05;
      all += rarity;
      for (const [document, count] of known.together)
        shares[document]! += (rarity * count) / (known.changes + 1);
    }
    if (all > 0) for (let k = 0; k < shares.length; k++) shares[k]! /= all;
    return shares;
  }

  /** How often a document's sections changed with these files, by title, as the largest share of one file's changes. */
  sectionsWith(code: readonly Path[], document: Path): Map<string, number> {
    const shares = new Map<string, number>();
    const number = this.#numbers.get(document);
    if (number === undefined) return shares;
    for (const path of code) {
      const file = this.#code.get(path);
      for (const [title, count] of file?.together?.get(number)?.sections ?? [])
        shares.set(title, Math.max(shares.get(title) ?? 0, count / (file!.count + 1)));
    }
    return shares;
  }

  /** How often a change of these files changed any document: the largest share of a file, the mean over their path words, and of all steps. */
  documented(code: readonly Path[]): {
    readonly files: number;
    readonly names: number;
    readonly all: number;
  } {
    const all = this.#codeDocumented / (this.#codeSteps + 1);
    let files = 0;
    for (const path of code) {
      const known = this.#code.get(path);
      if (known) files = Math.max(files, (known.documented + 2 * all) / (known.count + 2));
    }
    let sum = 0;
    let weights = 0;
    for (const part of this.#stemsOfAll(code)) {
      const known = this.#stems.get(part);
      if (!known) continue;
      const rarity = Math.log((this.#steps + 1) / known.changes) + 0.05;
      weights += rarity;
      sum += (rarity * (known.documented + 2 * all)) / (known.changes + 2);
    }
    return { files, names: weights > 0 ? sum / weights : all, all };
  }

  #standingOf(index: DocumentIndex): Standing {
    const standing = {
      numbers: new Int32Array(index.numbers).fill(-1),
      recency: new Float64Array(index.numbers),
      justChanged: new Float64Array(index.numbers),
      popularity: new Float64Array(index.numbers),
      inUse: new Float64Array(index.numbers),
    };
    for (const { path } of index.documents()) {
      const number = this.#numbers.get(path);
      const known = number === undefined ? undefined : this.#documents[number];
      if (number === undefined || !known) continue;
      const at = index.numberOf(path)!;
      const ago = (this.#steps - known.last) * Math.LN2;
      standing.numbers[at] = number;
      standing.recency[at] = Math.exp(-ago / 100);
      standing.justChanged[at] = Math.exp(-ago / 10);
      standing.popularity[at] = known.count / (this.#documentSteps + 1);
      standing.inUse[at] = (known.used * fading(this.#uses - known.lastUse)) / (this.#recentUses + 1);
    }
    return standing;
  }

  #use(documents: readonly { readonly number: number }[]): void {
    this.#uses++;
    this.#recentUses = this.#recentUses * fading(1) + 1;
    for (const { number } of documents) {
      const known = this.#documents[number]!;
      known.used = known.used * fading(this.#uses - known.lastUse) + 1;
      known.lastUse = this.#uses;
    }
  }

  /** The stems of the words of some paths, file endings left out. */
  #stemsOfAll(code: readonly Path[]): Set<string> {
    const out = new Set<string>();
    for (const path of code) {
      const stems = getOr(this.#stemsOf, path, () => stemsOfPath(path));
      for (const one of stems) out.add(one);
    }
    return out;
  }

  /** The number of a document, from now on where it has none. */
  #number(document: Path): number {
    return getOr(this.#numbers, document, () => {
      return this.#documents.push({ path: document, count: 0, last: 0, used: 0, lastUse: 0 }) - 1;
    });
  }

  #move(from: Path, to: Path): void {
    rename(this.#code, from, to);
    const number = this.#numbers.get(from);
    if (number === undefined) return;
    if (this.#numbers.has(to)) this.#documents[number] = undefined;
    else this.#documents[number]!.path = to;
    rename(this.#numbers, from, to);
  }
}

/** What is left of a use after so many others. */
function fading(uses: number): number {
  return 2 ** (-uses / USE_HALF_LIFE);
}

function folderOf(path: Path): Path {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

function accompany(
  companions: Map<string, Companions>,
  key: string,
  documents: readonly { readonly number: number }[],
): void {
  const known = getOr(companions, key, () => ({
    changes: 0,
    documented: 0,
    together: new Map<number, number>(),
  }));
  known.changes++;
  if (documents.length > 0) known.documented++;
  for (const { number } of documents) bump(known.together, number);
}

function add(changes: Changes, weight: number): void {
  changes.count++;
  changes.recent += weight;
}

function bump<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function getOr<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function rename<Key, Value>(map: Map<Key, Value>, from: Key, to: Key): void {
  const value = map.get(from);
  if (value === undefined) return;
  map.delete(from);
  if (!map.has(to)) map.set(to, value);
}
