import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { verifyShape, type LedgerProblem } from "#core";
import { ledgerStore } from "../../src/adapters/ledger/store.ts";

export const WRITER_KINDS = ["editor", "cli", "hook", "mcp"] as const;

/** A repository with an open change and the program that writes into it, bundled so that it starts fast. */
export interface Site {
  readonly root: string;
  readonly commonDir: string;
  /** Opens one more change; writers started from then on write into it. */
  nextChange(): Promise<void>;
  start(kind: string, options?: { count?: number; offset?: number }): Writer;
  remove(): void;
}

export interface Writer {
  readonly process: ChildProcess;
  /** Ids the store acknowledged to the process, as far as they reached us. */
  readonly acknowledged: string[];
  /** How long each acknowledged record took, in ms. */
  readonly took: number[];
  readonly ready: Promise<void>;
  readonly ended: Promise<{ readonly code: number | null; readonly stderr: string }>;
}

export async function makeSite(): Promise<Site> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "lockstep-faults-")));
  const program = join(folder, "writer.mjs");
  buildSync({
    entryPoints: [join(import.meta.dirname, "writer.ts")],
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: program,
    logLevel: "error",
  });
  const root = join(folder, "work");
  const commonDir = join(folder, "git");
  mkdirSync(root);
  mkdirSync(commonDir);
  const by = { actor: { kind: "human", name: "Ada", via: "cli" }, now: new Date() } as const;
  const open = async () =>
    (await ledgerStore({ root, commonDir }).openChange({ title: "Faults" }, by)).change;
  let change = await open();
  return {
    root,
    commonDir,
    async nextChange() {
      change = await open();
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
    start(kind, { count = 1_000_000, offset = 0 } = {}) {
      const args = [program, root, commonDir, change, kind, `${count}`, `${offset}`];
      return follow(spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] }));
    },
  };
}

function follow(child: ChildProcess): Writer {
  const acknowledged: string[] = [];
  const took: number[] = [];
  let rest = "";
  let stderr = "";
  let isReady = () => undefined as void;
  const ready = new Promise<void>((resolve) => (isReady = resolve));
  child.stdout!.setEncoding("utf8").on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop()!;
    for (const line of lines) {
      const [id, ms] = line.split(" ");
      if (line === "ready") isReady();
      else {
        acknowledged.push(id!);
        took.push(Number(ms));
      }
    }
  });
  child.stderr!.setEncoding("utf8").on("data", (chunk: string) => (stderr += chunk));
  const ended = new Promise<{ code: number | null; stderr: string }>((resolve) => {
    child.on("close", (code) => {
      isReady();
      resolve({ code, stderr });
    });
  });
  return { process: child, acknowledged, took, ready, ended };
}

/** What a site looks like after the writers are gone. */
export interface Aftermath {
  readonly events: number;
  /** Acknowledged, and not there. */
  readonly lost: number;
  /** Files that are there and are no events. */
  readonly torn: number;
  readonly problems: readonly LedgerProblem[];
  /** Temporary files of the dead that the next writer did not sweep. */
  readonly temps: number;
  /** Events only the journal has: their writer died between the two copies. */
  readonly onlyJournal: number;
}

/** One more writer comes to every change, as it would in life; then everything is counted. */
export async function aftermath(
  { root, commonDir }: Site,
  acknowledged: Iterable<string>,
): Promise<Aftermath> {
  const store = ledgerStore({ root, commonDir });
  const by = { actor: { kind: "human", name: "Ada", via: "cli" }, now: new Date() } as const;
  const folders = [join(commonDir, "lockstep/journal"), join(root, ".lockstep")];
  for (const change of (await store.readChanges()).changes.keys()) {
    await store.record(change, { type: "comment", data: { text: "afterwards" } }, by);
    const own = join(root, ".lockstep/changes", change);
    folders.push(own, join(own, "events"));
  }
  const ledger = await store.readChanges();
  const ids = new Set([...ledger.changes.values()].flat().map(({ id }) => id));
  const journal = await store.journal();
  return {
    events: ids.size,
    lost: [...acknowledged].filter((id) => !ids.has(id)).length,
    torn: ledger.quarantined.length,
    problems: verifyShape(ledger).filter(({ weight }) => weight === "error"),
    temps: folders.flatMap((folder) => readdirSync(folder)).filter((name) => name.startsWith(".tmp-")).length,
    onlyJournal: journal.filter(({ id }) => !ids.has(id)).length,
  };
}
