import * as fs from "node:fs/promises";

/** The calls to the file system that the ledger makes; the fault tests put their own in between. */
export type Disk = Pick<typeof fs, "lstat" | "mkdir" | "open" | "readdir" | "realpath" | "rename" | "unlink">;

export const nodeDisk: Disk = fs;

/** The error code of a failed call, `""` when it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
