import { bestOf } from "./shares.ts";

/** For so many documents room is made at once. */
const FIRST_ROWS = 512;

/** Features of documents: rows are made as documents turn up, each feature's values lie side by side. */
export class FeatureTable {
  /** The documents by their numbers in the index, in the order of the rows. */
  readonly documents: number[] = [];
  /** By document, its row; -1 where it has none. */
  readonly #rows: Int32Array;
  readonly #width: number;
  #room: number;
  #values: Float64Array;

  /** @param numbers of documents are below this @param width how many features there are */
  constructor(numbers: number, width: number) {
    this.#rows = new Int32Array(numbers).fill(-1);
    this.#width = width;
    this.#room = Math.min(numbers, FIRST_ROWS);
    this.#values = new Float64Array(this.#room * width);
  }

  /** The row of a document; a new one, all 0, where it had none. */
  row(document: number): number {
    const known = this.#rows[document]!;
    if (known >= 0) return known;
    const row = this.documents.push(document) - 1;
    this.#rows[document] = row;
    if (row === this.#room) this.#makeRoom();
    return row;
  }

  has(document: number): boolean {
    return this.#rows[document]! >= 0;
  }

  set(row: number, column: number, value: number): void {
    this.#values[column * this.#room + row] = value;
  }

  add(row: number, column: number, value: number): void {
    this.#values[column * this.#room + row]! += value;
  }

  /** Keeps the larger one. */
  raise(row: number, column: number, value: number): void {
    const at = column * this.#room + row;
    if (value > this.#values[at]!) this.#values[at] = value;
  }

  each(say: (row: number, document: number) => void): void {
    for (let row = 0; row < this.documents.length; row++) say(row, this.documents[row]!);
  }

  /** A feature of all documents, by row; as long as no row is added, what is written there is written here. */
  column(column: number): Float64Array {
    const from = column * this.#room;
    return this.#values.subarray(from, from + this.documents.length);
  }

  columns(): Float64Array[] {
    return Array.from({ length: this.#width }, (_, column) => this.column(column));
  }

  #makeRoom(): void {
    const columns = this.columns();
    this.#room *= 2;
    this.#values = new Float64Array(this.#room * this.#width);
    columns.forEach((values, column) => this.#values.set(values, column * this.#room));
  }
}

/** The largest value, 0 where none is larger. */
export function largest(values: Float64Array): number {
  let max = 0;
  for (let k = 0; k < values.length; k++) if (values[k]! > max) max = values[k]!;
  return max;
}

/** Makes of each value its share of `whole`, at most 1; leaves them where `whole` is 0. */
export function intoSharesOf(whole: number, values: Float64Array): void {
  if (whole <= 0) return;
  for (let k = 0; k < values.length; k++) values[k] = Math.min(1, values[k]! / whole);
}

/** So many ranks are told apart. */
const RANKS = 32;

/** Writes 1 ÷ rank of the largest values, 0 for those that are 0 or come after `RANKS` others. Equal values share the better rank. */
export function writeRanks(values: Float64Array, ranks: Float64Array): void {
  let [rank, last] = [0, Infinity];
  bestOf(values, RANKS).forEach((row, k) => {
    const value = values[row]!;
    if (value < last) [rank, last] = [k + 1, value];
    if (value > 0) ranks[row] = 1 / rank;
  });
}
