import type { PlannedFile, RemovedFile } from "#acts/plan";
import { randomBytes } from "node:crypto";
import { lstat, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { Trouble } from "#ports";
import { writeNewFile } from "./write-new-file.ts";

/**
 * Creates or replaces a file of a repository as a plan says. What the plan did not see is never written
 * over: a file that is there and was not, or says something else by now, is left alone. Links are never
 * followed. The file is replaced whole, its mode kept. Throws Trouble `file-exists`, `outside-repository`.
 */
export async function writePlannedFile(root: string, { path, text, replaces }: PlannedFile): Promise<void> {
  if (replaces === undefined) return writeNewFile(root, path, text);
  const { file, mode } = await seen(root, path, replaces);
  const temporary = `${file}.tmp-${process.pid}-${randomBytes(6).toString("hex")}`;
  try {
    await writeFile(temporary, text, { flag: "wx", mode });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Takes a file away that says what the plan saw. Throws the same Troubles. */
export async function removePlannedFile(root: string, { path, replaces }: RemovedFile): Promise<void> {
  const { file } = await seen(root, path, replaces);
  await rm(file);
}

/** A regular file inside the root that has the text a plan saw. */
async function seen(root: string, path: string, text: string): Promise<{ file: string; mode: number }> {
  const file = join(root, path);
  const top = await realpath(root);
  const folder = await realpath(dirname(file)).catch(() => undefined);
  if (folder === undefined) throw new Trouble("file-exists", { path });
  if (folder !== top && !folder.startsWith(top + sep)) throw new Trouble("outside-repository", { path });
  const stats = await lstat(file).catch(() => undefined);
  if (!stats?.isFile() || (await readFile(file, "utf8")) !== text) throw new Trouble("file-exists", { path });
  return { file, mode: stats.mode & 0o777 };
}
