import { TEXT_LIMIT } from "#ports";
import type { BlobId } from "#core";
import type { Git } from "./git.ts";

/** So many bytes that nobody wants are read and thrown away before git is asked for sizes. */
const WASTE = 16 * 1024 * 1024;
const NEWLINE = 10;

/**
 * Many blobs from one git process, each with its bytes: far quicker than asking one by one. Blobs that are
 * missing, no blobs, or larger than `TEXT_LIMIT` are left out. One blob and what git wrote last are held at a time.
 */
export async function* manyBlobs(
  git: Git,
  ids: readonly BlobId[],
  signal?: AbortSignal,
): AsyncGenerator<readonly [id: BlobId, bytes: Buffer]> {
  const answers = new Answers(WASTE);
  yield* unpacked(git, ids, answers, signal);
  if (!answers.wasteful) return;
  const rest = await shortOnes(git, ids.slice(answers.count), signal);
  yield* unpacked(git, rest, new Answers(Infinity), signal);
}

/** Stops where the answers become wasteful. */
async function* unpacked(
  git: Git,
  ids: readonly BlobId[],
  answers: Answers,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly [id: BlobId, bytes: Buffer]> {
  if (ids.length === 0) return;
  for await (const chunk of git.stream(["cat-file", "--buffer", "--batch"], asked(ids, signal))) {
    yield* answers.take(chunk);
    if (answers.wasteful) return;
  }
}

/** Those of the ids that name a blob of at most `TEXT_LIMIT` bytes. */
async function shortOnes(
  git: Git,
  ids: readonly BlobId[],
  signal: AbortSignal | undefined,
): Promise<BlobId[]> {
  if (ids.length === 0) return [];
  const sizes = await git.bytes(["cat-file", "--buffer", "--batch-check"], asked(ids, signal));
  return sizes
    .toString("latin1")
    .split("\n")
    .flatMap((line) => {
      const [id = "", type, size] = line.split(" ");
      return type === "blob" && Number(size) <= TEXT_LIMIT ? [id] : [];
    });
}

function asked(
  ids: readonly BlobId[],
  signal: AbortSignal | undefined,
): { readonly input: Buffer; readonly signal?: AbortSignal } {
  return { input: Buffer.from(`${ids.join("\n")}\n`), ...(signal === undefined ? {} : { signal }) };
}

/** Reads what `cat-file --batch` writes, in whatever pieces it comes. */
class Answers {
  /** How many ids were answered, the one under way included. */
  count = 0;
  #waste: number;
  #head = "";
  /** Bytes to come that nobody wants. */
  #skip = 0;
  /** The blob under way, and how much of it is there. */
  #id: BlobId = "";
  #body: Buffer | undefined;
  #filled = 0;

  constructor(waste: number) {
    this.#waste = waste;
  }

  /** Whether more bytes came than may that nobody wants; no more is taken then. */
  get wasteful(): boolean {
    return this.#waste < 0;
  }

  /** Gives the blobs that the piece completes. */
  *take(chunk: Buffer): Generator<readonly [id: BlobId, bytes: Buffer]> {
    for (let at = 0; at < chunk.length && !this.wasteful;) {
      if (this.#skip > 0) {
        const skipped = Math.min(this.#skip, chunk.length - at);
        this.#skip -= skipped;
        at += skipped;
      } else if (this.#body) {
        const copied = chunk.copy(this.#body, this.#filled, at);
        this.#filled += copied;
        at += copied;
        if (this.#filled === this.#body.length) {
          const whole = this.#body;
          this.#body = undefined;
          this.#skip = 1;
          yield [this.#id, whole];
        }
      } else {
        const end = chunk.indexOf(NEWLINE, at);
        this.#head += chunk.toString("latin1", at, end < 0 ? chunk.length : end);
        if (end < 0) return;
        at = end + 1;
        const length = this.#begin();
        if (length === undefined) continue;
        if (at + length <= chunk.length) {
          yield [this.#id, chunk.subarray(at, at + length)];
          at += length;
          this.#skip = 1;
        } else {
          this.#body = Buffer.allocUnsafe(length);
          this.#filled = 0;
        }
      }
    }
  }

  /** Reads `<id> <type> <size>`, or `<id> missing`; gives the size of a blob that is wanted. */
  #begin(): number | undefined {
    const [id = "", type, size] = this.#head.split(" ");
    this.#head = "";
    this.count++;
    if (size === undefined) return undefined;
    const length = Number(size);
    this.#id = id;
    if (type === "blob" && length <= TEXT_LIMIT) return length;
    this.#skip = length + 1;
    this.#waste -= length;
    return undefined;
  }
}
