import {
  type Ground,
  type GroundFacts,
  groundOf,
  type KnownRun,
  pathIndex,
  type ProbeCase,
  type Verdict,
} from "#core";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkMaps } from "../../support/maps.ts";
import { changesBetween } from "./corpus.ts";

const DEMO = new URL("../../../examples/crm/", import.meta.url).pathname;

/** The demo repository's files. */
export const CRM: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(DEMO, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("node_modules"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => [path.slice(DEMO.length), readFileSync(path, "utf8")]),
);

type Edits = Readonly<Record<string, string | ((text: string) => string) | undefined>>;

/** The demo with some files written anew, edited, or (undefined) taken out. */
export function edited(edits: Edits, before: Readonly<Record<string, string>> = CRM): Record<string, string> {
  const after: Record<string, string> = { ...before };
  for (const [path, edit] of Object.entries(edits)) {
    if (edit === undefined) delete after[path];
    else after[path] = typeof edit === "string" ? edit : edit(before[path] ?? "");
  }
  return after;
}

export const TESTS_PASS: KnownRun = { command: "npm test", exit: 0, treeDigest: "now", covers: ["tests"] };

export function ground(after: Readonly<Record<string, string>>, more: Partial<GroundFacts> = {}): Ground {
  const changes = changesBetween(new Map(Object.entries(CRM)), new Map(Object.entries(after)));
  return groundOf({
    index: pathIndex(Object.keys(after), changes),
    read: (path) => (Object.hasOwn(after, path) ? after[path] : undefined),
    changes,
    runs: [],
    treeDigest: "now",
    ...more,
  });
}

/** A change of the demo, as probes see it. */
export async function facts(
  edits: Edits,
  more: { runs?: readonly KnownRun[]; evidence?: GroundFacts["evidence"] } & Partial<
    Omit<ProbeCase, "ground">
  > = {},
): Promise<ProbeCase> {
  const after = edited(edits);
  const { runs = [], evidence, ...rest } = more;
  const tree = ground(after, { runs, ...(evidence ? { evidence } : {}) });
  const verdict: Verdict = await checkMaps({ before: CRM, after });
  return { ground: tree, changes: tree.changes, verdict, ...rest };
}
