import { planMove, planReanchor } from "#acts/evidence";
import type { Plan } from "#acts/plan";
import { filesOf, grounded } from "#adapters/grounding";
import { type Ground, judge, parseClaims, pinWritten, type Place, type Snapshot } from "#core";
import { gather } from "#gather/gather";
import { createMemory } from "#gather/memory";
import { EXIT } from "#manifest/cli";
import type { Tree } from "#ports";
import { plain } from "#views/plain";
import type { Call } from "../arguments.ts";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "./handler.ts";
import { formatOf, openWorld } from "./judged.ts";

/** Writes new places where evidence moved, or says that one piece stands elsewhere. */
export async function moveEvidence(
  operands: readonly string[],
  call: Call,
  terminal: Terminal,
): Promise<number> {
  const [from, to, ...rest] = operands;
  if (rest.length > 0 || (from !== undefined && to === undefined))
    throw new UsageError("Name both places or none: lockstep evidence move [<path:line> <path:line>].");
  const format = formatOf(call.options);
  const world = await openWorld(call, terminal);
  try {
    const { after } = await world.compare();
    const snapshot = await gather(world, createMemory());
    const index = await filesOf(after, snapshot);
    const recorded = snapshot.records.evidence.flatMap(({ place }) => index.resolve(place.path));
    const named = to === undefined ? [] : placesIn(to).flatMap(({ path }) => index.resolve(path));
    const ground = await grounded(after, snapshot, [...recorded, ...named]);
    const plan =
      from === undefined || to === undefined
        ? await reanchored(after, snapshot, ground)
        : moved(from, to, snapshot, ground);
    if (from === undefined && !call.options.write) {
      terminal.out.write(format === "json" ? jsonOf(plan) : shown(plan));
      return EXIT.inStep;
    }
    await world.perform(plan);
    terminal.out.write(
      format === "json" ? jsonOf(plan) : `${plain(plan.title, 400)}: ${said(plan).length} done.\n`,
    );
    return EXIT.inStep;
  } finally {
    await world.close();
  }
}

async function reanchored(after: Tree, snapshot: Snapshot, ground: Ground): Promise<Plan> {
  const { findings } = judge(snapshot);
  const documents = [
    ...new Set(findings.filter(({ rule }) => rule === "evidence/moved").map(({ place }) => place.path)),
  ];
  const texts = new Map(
    await Promise.all(documents.map(async (path) => [path, await after.read(path)] as const)),
  );
  return planReanchor(snapshot.records.evidence, ground, findings, (path) => texts.get(path));
}

function moved(from: string, to: string, { records }: Snapshot, ground: Ground): Plan {
  const [place] = placesIn(from);
  if (!place) throw new UsageError(`“${from}” is no path:line.`);
  const planned = planMove(records.evidence, place, pinWritten(to, ground));
  if ("refused" in planned) throw new UsageError(plain(planned.refused, 2000));
  return planned.plan;
}

function placesIn(written: string): Place[] {
  return parseClaims(written, () => true).flatMap((claim) => (claim.is === "lines" ? [claim] : []));
}

function said({ files, records }: Plan): string[] {
  return [
    ...records.flatMap((record) =>
      record.is === "event" && record.draft.type === "evidence"
        ? [
            `“${record.draft.data.item}” is at ${record.draft.data.place.path}:${record.draft.data.place.line} now`,
          ]
        : [],
    ),
    ...files.map(({ path }) => `${path} names the new places`),
  ];
}

function shown(plan: Plan): string {
  const lines = said(plan);
  if (lines.length === 0) return "Nothing moved.\n";
  return `${lines.map((line) => `  ${plain(line, 400)}\n`).join("")}Write it with: lockstep evidence move --write\n`;
}

function jsonOf({ files, records }: Plan): string {
  return `${JSON.stringify({ version: 1, records, files: files.map(({ path }) => path) }, null, 2)}\n`;
}
