import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { verifyShape, type EventDraft } from "#core";
import type { Disk } from "../../src/adapters/ledger/disk.ts";
import { ledgerStore, type By } from "../../src/adapters/ledger/store.ts";
import { LedgerTrouble } from "../../src/adapters/ledger/trouble.ts";
import { FAST_FOLDER } from "./fast-folder.ts";
import { faultyDisk, type Fault } from "./faulty-disk.ts";

export const FAULTS = [
  "ENOSPC",
  "EIO",
  "EACCES",
  "EMFILE",
  "EPERM",
  "EBUSY",
  "short-write",
] as const satisfies Fault[];

const by: By = { actor: { kind: "human", name: "Ada", via: "cli" }, now: new Date("2026-11-20T12:00:00Z") };
const draft: EventDraft = { type: "comment", data: { text: "x".repeat(2000) } };

/** What one run with one fault came to. */
export interface Outcome {
  readonly call: string;
  readonly acknowledged: boolean;
  /** What is not as promised; empty when all is well. */
  readonly wrong: readonly string[];
}

/** How many calls to the disk it takes to open a change and record in it. */
export async function countCalls(): Promise<number> {
  const disk = faultyDisk(-1, "EIO");
  await inNewHouse(async (root, commonDir) => {
    await scenario(root, commonDir, disk);
  });
  return disk.calls.length;
}

/**
 * Opens a change and records an event while the `at`-th call to the disk meets a fault. Whatever
 * happens: an error is a `LedgerTrouble`, what was acknowledged is there, nothing is torn, the next
 * writer writes on, and no temporary file stays.
 */
export async function injectFault(at: number, fault: Fault): Promise<Outcome> {
  return inNewHouse(async (root, commonDir) => {
    const disk = faultyDisk(at, fault);
    const { acknowledged, error } = await scenario(root, commonDir, disk);
    const wrong: string[] = [];
    if (error !== undefined && !(error instanceof LedgerTrouble)) wrong.push(`threw ${String(error)}`);
    const healthy = ledgerStore({ root, commonDir });
    const { change } = await healthy.changeOf("b", by);
    await healthy.record(change, draft, by);
    const ledger = await healthy.readChanges();
    const ids = new Set([...ledger.changes.values()].flat().map(({ id }) => id));
    for (const id of acknowledged) if (!ids.has(id)) wrong.push(`lost ${id}`);
    for (const problem of verifyShape(ledger)) wrong.push(`${problem.code} ${problem.path}`);
    const temps = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.includes(".tmp-"),
    );
    // Where removing the temporary file itself failed, the next process sweeps it; it is ours, and we live.
    const [call = ""] = disk.calls.slice(at, at + 1);
    if (temps.length > 0 && call !== "unlink") wrong.push(`left ${temps.join(", ")}`);
    return { call, acknowledged: error === undefined, wrong };
  });
}

async function scenario(
  root: string,
  commonDir: string,
  disk: Disk,
): Promise<{ acknowledged: readonly string[]; error?: unknown }> {
  const acknowledged: string[] = [];
  try {
    const store = ledgerStore({ root, commonDir, disk });
    const open = await store.openChange({ title: "Faults", branch: "b" }, by);
    acknowledged.push(open.id);
    acknowledged.push((await store.record(open.change, draft, by)).id);
    await store.readChanges();
    return { acknowledged };
  } catch (error) {
    return { acknowledged, error };
  }
}

async function inNewHouse<T>(work: (root: string, commonDir: string) => Promise<T>): Promise<T> {
  const folder = realpathSync(mkdtempSync(join(FAST_FOLDER, "lockstep-fault-")));
  try {
    const [root, commonDir] = [join(folder, "work"), join(folder, "git")];
    for (const path of [root, commonDir]) mkdirSync(path);
    return await work(root, commonDir);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
