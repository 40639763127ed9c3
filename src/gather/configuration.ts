import { CONFIG_PATHS, readConfig, type ReadConfig } from "#core";
import type { Tree } from "#ports";
import type { Kept } from "./memory.ts";

/** The configuration of a tree, read and checked; `undefined` when it has none. */
export async function readConfiguration(tree: Tree, memory: Kept<ReadConfig>): Promise<ReadConfig | undefined> {
  for (const path of CONFIG_PATHS) {
    const text = await tree.read(path);
    if (text === undefined) continue;
    const read = await memory.get(`${path}\n${text}`, () => readConfig(path, text));
    memory.turn();
    return read;
  }
  return undefined;
}
