import { verifyDocument } from "#adapters/verify-document";
import { evidenceReport, type VerifiedAudit } from "#core";
import { gather } from "#gather/gather";
import { createMemory } from "#gather/memory";
import { count, plain } from "#views/plain";
import { findingLines } from "#views/text";
import type { Paint } from "#views/paint";
import { readFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { text as readAll } from "node:stream/consumers";
import { exitFor, failsOn } from "../fail-on.ts";
import type { Call } from "../arguments.ts";
import { paintFor, type Terminal } from "../terminal.ts";
import { UsageError } from "./handler.ts";
import { formatOf, openWorld } from "./judged.ts";

/** Checks every claim of a document or of standard input. */
export async function verifyEvidence(
  [file, ...rest]: readonly string[],
  call: Call,
  terminal: Terminal,
): Promise<number> {
  if (file === undefined || rest.length > 0)
    throw new UsageError("Name a file, or - for standard input: lockstep evidence verify <file|->.");
  const format = formatOf(call.options);
  const fails = failsOn(call.options);
  const from = resolve(terminal.cwd, call.options.cwd ?? ".");
  const text = file === "-" ? await readAll(process.stdin) : await readText(resolve(from, file), file);
  const world = await openWorld(call, terminal);
  try {
    const comparison = await world.compare();
    const snapshot = await gather(world, createMemory());
    const path = file === "-" ? "standard input" : relative(world.repository.root, resolve(from, file));
    const verified = await verifyDocument(comparison, snapshot, { path, text });
    const paint = paintFor(terminal, call.options);
    terminal.out.write(
      format === "json" ? `${JSON.stringify(evidenceReport(verified), null, 2)}\n` : toText(verified, paint),
    );
    return exitFor(verified.findings, fails);
  } finally {
    await world.close();
  }
}

async function readText(path: string, name: string): Promise<string> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${name} cannot be read: ${error.code ?? error.message}.`);
  });
}

function toText(verified: VerifiedAudit, paint: Paint): string {
  const { summary, rows } = evidenceReport(verified);
  const lines = rows.map(({ item, result, claims }) => {
    const said = claims.map(({ text, state }) => `${plain(text, 80)} ${state}`).join(", ") || "no evidence";
    return `  ${plain(item, 60)}: ${plain(result, 20)}  ${paint.faint(said)}`;
  });
  const findings = verified.findings.flatMap((finding) => findingLines(finding, paint));
  const { holds, moved, changed, gone, missing } = summary;
  const closing = `${count(summary.rows, "row")}: ${holds} hold, ${moved} moved, ${changed} changed, ${gone} gone, ${missing} missing`;
  return [...lines, ...(findings.length > 0 ? ["", ...findings] : []), "", closing, ""].join("\n");
}
