import { NO_RECORDS } from "../../support/records.ts";
import { mapTree } from "#adapters/trees/map";
import { type ReadConfig, sha256 } from "#core";
import { readConfiguration } from "#gather/configuration";
import { createMemory } from "#gather/memory";
import type { World } from "#ports";
import { type Files } from "../../support/maps.ts";

/** The configuration of files, in a world with these npm packages and a built-in protocol `recommended`. */
export async function configurationOf(files: Files, packages: Files = {}): Promise<ReadConfig | undefined> {
  const tree = mapTree(new Map(Object.entries(files)));
  const world: World = {
    stage: "gate",
    compare: async () => ({ before: tree, after: tree, base: "before", head: "after" }),
    records: async () => NO_RECORDS,
    builtin: async (name) => (name === "recommended" ? "# Recommended\n" : undefined),
    packaged: async (name) => packages[name],
    digest: sha256,
  };
  return readConfiguration(world, tree, createMemory().configuration);
}
