import { lstat, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Path } from "#core";

/** The texts of those of `paths` that are regular files on disk, tracked or not. */
export async function repositoryFiles(
  root: string,
  paths: readonly Path[],
): Promise<ReadonlyMap<Path, string>> {
  const texts = new Map<Path, string>();
  for (const path of paths) {
    const file = join(root, path);
    const stats = await lstat(file).catch(() => undefined);
    if (stats?.isFile()) texts.set(path, await readFile(file, "utf8"));
  }
  return texts;
}
