import { planMove, planReanchor } from "#acts/evidence";
import type { Plan, Planned } from "#acts/plan";
import { filesOf, grounded } from "#adapters/grounding";
import { type Ground, parseClaims, pinWritten, type Place, type Snapshot, type Verdict } from "#core";
import type { Tree, World } from "#ports";
import { plain } from "#views/plain";
import type { Call } from "../arguments.ts";
import type { Terminal } from "../terminal.ts";
import { carryOut } from "./carry-out.ts";
import { UsageError } from "./handler.ts";
import { formatOf } from "./judged.ts";

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
  const does = to !== undefined || call.options.write === true;
  return carryOut(
    call,
    terminal,
    ({ world, snapshot, verdict }) =>
      from === undefined || to === undefined
        ? reanchored(world, snapshot, verdict)
        : moved(from, to, world, snapshot),
    (plan) => (format === "json" ? jsonOf(plan) : does ? done(plan) : shown(plan)),
    does,
  );
}

async function reanchored(world: World, snapshot: Snapshot, { findings }: Verdict): Promise<Planned> {
  const { after } = await world.compare();
  const { evidence } = snapshot.records;
  const documents = [
    ...new Set(findings.filter(({ rule }) => rule === "evidence/moved").map(({ place }) => place.path)),
  ];
  const texts = new Map(
    await Promise.all(documents.map(async (path) => [path, await after.read(path)] as const)),
  );
  const ground = await groundFor(after, snapshot, []);
  return { plan: planReanchor(evidence, ground, findings, (path) => texts.get(path)) };
}

async function moved(from: string, to: string, world: World, snapshot: Snapshot): Promise<Planned> {
  const [place] = placesIn(from);
  if (!place) return { refused: `“${from}” is no path:line.` };
  const { after } = await world.compare();
  const ground = await groundFor(after, snapshot, placesIn(to));
  return planMove(snapshot.records.evidence, place, pinWritten(to, ground));
}

/** The files that evidence on record names, and those of some more places. */
async function groundFor(after: Tree, snapshot: Snapshot, more: readonly Place[]): Promise<Ground> {
  const index = await filesOf(after, snapshot);
  const places = [...snapshot.records.evidence.map(({ place }) => place), ...more];
  return grounded(
    after,
    snapshot,
    places.flatMap(({ path }) => index.resolve(path)),
  );
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

function done(plan: Plan): string {
  return `${plain(plan.title, 400)}: ${said(plan).length} done.\n`;
}

function shown(plan: Plan): string {
  const lines = said(plan);
  if (lines.length === 0) return "Nothing moved.\n";
  return `${lines.map((line) => `  ${plain(line, 400)}\n`).join("")}Write it with: lockstep evidence move --write\n`;
}

function jsonOf({ files, records }: Plan): string {
  return `${JSON.stringify({ version: 1, records, files: files.map(({ path }) => path) }, null, 2)}\n`;
}
