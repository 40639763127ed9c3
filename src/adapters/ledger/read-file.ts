import { constants } from "node:fs";
import { join } from "node:path";
import { EVENT_LIMITS } from "#core";
import { codeOf, type Disk } from "./disk.ts";

const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
/** A checkout may have turned each LF into CRLF. */
const EVENT_BYTES = 2 * EVENT_LIMITS.bytes;

/** What stands under a name in an events folder. */
export type Found =
  | { readonly is: "text"; readonly text: string }
  /** A link, a pipe, a folder, too large, not UTF-8: something no writer of Lockstep leaves. */
  | { readonly is: "no-text" }
  | { readonly is: "gone" };

/** Reads a small text file that has to be a regular one. Never blocks on a pipe, never follows a link. */
export async function readSmallFile(
  disk: Disk,
  folder: string,
  name: string,
  mostBytes: number = EVENT_BYTES,
): Promise<Found> {
  const path = join(folder, name);
  try {
    const stat = await disk.lstat(path);
    if (!stat.isFile() || stat.size > mostBytes) return { is: "no-text" };
    const file = await disk.open(path, READ);
    try {
      if (!(await file.stat()).isFile()) return { is: "no-text" };
      // One byte more than there should be: a file that grew meanwhile is noticed.
      const bytes = Buffer.alloc(stat.size + 1);
      let length = 0;
      for (let more = 1; more > 0 && length < bytes.length; length += more) {
        more = (await file.read(bytes, length, bytes.length - length, length)).bytesRead;
      }
      return length > stat.size ? { is: "no-text" } : decoded(bytes.subarray(0, length));
    } finally {
      await file.close();
    }
  } catch (error) {
    if (codeOf(error) === "ENOENT") return { is: "gone" };
    if (codeOf(error) === "ELOOP") return { is: "no-text" };
    throw error;
  }
}

function decoded(bytes: Uint8Array): Found {
  try {
    return { is: "text", text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { is: "no-text" };
  }
}
