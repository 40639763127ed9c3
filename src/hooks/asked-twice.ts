import { onPath } from "#adapters/on-path";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Set for the hooks of the editor's plugin. */
export const IN_PLUGIN = "LOCKSTEP_PLUGIN";

/**
 * Whether the editor asks about the same call by the repository's own hooks: then its plugin keeps silent, so that
 * nothing is judged and counted twice. They have to be all that connecting writes, and able to run.
 * @param folder the one that the editor has open: it reads no hooks above it
 */
export async function isAskedTwice(
  env: Readonly<Record<string, string | undefined>>,
  folder: string,
): Promise<boolean> {
  if (env[IN_PLUGIN] !== "1") return false;
  const { asksByRepository, EDITOR_HOOKS } = await import("#acts/connect");
  const text = await readFile(join(folder, EDITOR_HOOKS), "utf8").catch(() => undefined);
  return text !== undefined && asksByRepository(text) && onPath("lockstep", env) !== undefined;
}
