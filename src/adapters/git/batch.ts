import { TEXT_LIMIT } from "#ports";
import type { BlobId } from "#core";
import type { Git } from "./git.ts";

/** Bytes asked for at once: well below what one answer may hold. */
const AT_ONCE = 4 * 1024 * 1024;

/**
 * Many blobs in few git processes, each with its bytes: far quicker than asking one by one. Blobs that are
 * missing, no blobs, or larger than `TEXT_LIMIT` are left out.
 */
export async function* manyBlobs(
  git: Git,
  ids: readonly BlobId[],
  signal?: AbortSignal,
): AsyncGenerator<readonly [id: BlobId, bytes: Buffer]> {
  const all = await groups(git, ids, signal);
  let next = contents(git, all[0], signal);
  for (let k = 0; k < all.length; k++) {
    const answer = await next;
    // git unpacks the next group while the caller looks at this one.
    next = contents(git, all[k + 1], signal);
    for (let at = 0; at < answer.length;) {
      const end = answer.indexOf(10, at);
      const [id, type, size] = answer.toString("latin1", at, end).split(" ");
      at = end + 1;
      if (id === undefined || type !== "blob") continue;
      yield [id, answer.subarray(at, at + Number(size))];
      at += Number(size) + 1;
    }
  }
}

function contents(git: Git, some: readonly BlobId[] | undefined, signal?: AbortSignal): Promise<Buffer> {
  if (some === undefined) return Promise.resolve(Buffer.alloc(0));
  const answer = ask(git, ["--batch"], some, signal);
  // Whoever stops in between does not wait for it.
  answer.catch(() => undefined);
  return answer;
}

/** The ids in groups whose contents fit in one answer. */
async function groups(git: Git, ids: readonly BlobId[], signal?: AbortSignal): Promise<BlobId[][]> {
  if (ids.length === 0) return [];
  const sizes = await ask(git, ["--batch-check"], ids, signal);
  const out: BlobId[][] = [];
  let some: BlobId[] = [];
  let held = 0;
  for (const line of sizes.toString("latin1").split("\n")) {
    const [id, type, size] = line.split(" ");
    if (id === undefined || type !== "blob" || Number(size) > TEXT_LIMIT) continue;
    if (held + Number(size) > AT_ONCE) {
      out.push(some);
      [some, held] = [[], 0];
    }
    some.push(id);
    held += Number(size) + 64;
  }
  if (some.length > 0) out.push(some);
  return out;
}

function ask(
  git: Git,
  how: readonly string[],
  ids: readonly BlobId[],
  signal?: AbortSignal,
): Promise<Buffer> {
  return git.bytes(["cat-file", "--buffer", ...how], {
    input: Buffer.from(`${ids.join("\n")}\n`),
    ...(signal === undefined ? {} : { signal }),
  });
}
