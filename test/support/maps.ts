import { NO_RECORDS } from "./records.ts";
import { emptyTree, mapTree } from "#adapters/trees/map";
import { check } from "#check";
import { type Records, sha256, type Stage, type Verdict } from "#core";
import { createMemory, type Memory } from "#gather/memory";
import type { World } from "#ports";
import { readFile } from "node:fs/promises";

export type Files = Readonly<Record<string, string>>;

export interface MapsOptions {
  readonly before: Files;
  readonly after: Files;
  readonly stage?: Stage;
  readonly records?: Partial<Records>;
  readonly memory?: Memory;
}

/** The verdict on two maps of files, by the one road that every front end walks. */
export function checkMaps({ memory = createMemory(), ...options }: MapsOptions): Promise<Verdict> {
  return check(mapWorld(options), memory);
}

/** Two maps of files as a world. */
export function mapWorld({ before, after, stage = "gate", records = {} }: MapsOptions): World {
  const tree = (files: Files) =>
    Object.keys(files).length === 0 ? emptyTree() : mapTree(new Map(Object.entries(files)));
  return {
    stage,
    compare: async () => ({ before: tree(before), after: tree(after), base: "before", head: "after" }),
    records: async () => ({ ...NO_RECORDS, ...records }),
    builtin: (name) =>
      readFile(new URL(`../../protocols/${name}.md`, import.meta.url), "utf8").catch(() => undefined),
    packaged: async () => undefined,
    digest: sha256,
  };
}

/** The states of all surfaces: `{ documentation: "owed", … }`. */
export function states({ surfaces }: Verdict): Record<string, string> {
  return Object.fromEntries(surfaces.map(({ id, state }) => [id, state]));
}

/** The findings as `rule path:line`. */
export function places({ findings }: Verdict): string[] {
  return findings.map(({ rule, place }) => `${rule} ${place.path}:${place.line}`);
}
