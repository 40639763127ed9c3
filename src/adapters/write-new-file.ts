import { lstat, mkdir, realpath, writeFile } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { Trouble } from "#ports";

/**
 * Creates a file of a repository. Never replaces one, never follows a link out of the root.
 * Throws Trouble `file-exists` or `outside-repository`.
 */
export async function writeNewFile(root: string, path: string, text: string): Promise<void> {
  const file = join(root, path);
  const top = await realpath(root);
  await mkdir(dirname(file), { recursive: true });
  const folder = await realpath(dirname(file));
  if (folder !== top && !folder.startsWith(top + sep)) throw new Trouble("outside-repository", { path });
  if (await lstat(file).catch(() => undefined)) throw new Trouble("file-exists", { path });
  await writeFile(file, text, { flag: "wx" });
}
