import { filesOf, grounded } from "#adapters/grounding";
import {
  claimedPaths,
  type Entry,
  type Finding,
  lintTranscript as lint,
  readAudit,
  readTranscript,
  verifyAudit,
} from "#core";
import { gather } from "#gather/gather";
import { createMemory } from "#gather/memory";
import { findingLines } from "#views/text";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathsOf } from "../../hooks/edit.ts";
import { isFields } from "../../hooks/fields.ts";
import { toolUse } from "../../hooks/tools.ts";
import { exitFor, failsOn } from "../fail-on.ts";
import { paintFor, type Terminal } from "../terminal.ts";
import type { Call } from "../arguments.ts";
import { type Handler, UsageError } from "./handler.ts";
import { formatOf, openWorld } from "./judged.ts";

export const lintTranscript: Handler = async (call, terminal) => {
  const [file, ...rest] = call.operands;
  if (file === undefined || rest.length > 0)
    throw new UsageError("Name one transcript: lockstep lint-transcript <file>.");
  const format = formatOf(call.options);
  const fails = failsOn(call.options);
  const path = resolve(terminal.cwd, call.options.cwd ?? ".", file);
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file} cannot be read: ${error.code ?? error.message}.`);
  });
  const entries = readTranscript(text);
  if (entries.length === 0) throw new UsageError(`${file} is no transcript of an agent that is known.`);
  const findings = await judged(file, entries, call, terminal);
  const paint = paintFor(terminal, call.options);
  terminal.out.write(
    format === "json"
      ? `${JSON.stringify({ version: 1, findings }, null, 2)}\n`
      : findings.length > 0
        ? `${findings.flatMap((finding) => findingLines(finding, paint)).join("\n")}\n`
        : "The transcript is in step with the protocol.\n",
  );
  return exitFor(findings, fails);
};

/** What the conversation did against the protocol the repository is held to now, and what it claims that does not hold. */
async function judged(
  file: string,
  entries: readonly Entry[],
  call: Call,
  terminal: Terminal,
): Promise<readonly Finding[]> {
  const world = await openWorld(call, terminal);
  try {
    const snapshot = await gather(world, createMemory());
    const { protocol, stage } = snapshot;
    const { after } = await world.compare();
    const index = await filesOf(after, snapshot);
    const said = entries.flatMap((entry) => {
      if (entry.is !== "said") return [];
      const audit = readAudit(file, entry.text, index);
      return audit.rows.length > 0 ? [{ audit, line: entry.line }] : [];
    });
    const paths = said.flatMap(({ audit }) => [...claimedPaths(audit, index)]);
    const ground = await grounded(after, snapshot, [...new Set(paths)]);
    // A message is one line of the transcript: what is wrong in it is found there.
    const claimed = said.flatMap(({ audit, line }) =>
      verifyAudit(audit, ground, { stage })
        .findings.filter(({ rule }) => rule.startsWith("evidence/"))
        .map((finding) => ({ ...finding, place: { path: file, line } })),
    );
    const findings = [...lint({ path: file, entries, protocol, writes }), ...claimed];
    return findings.sort((one, other) => one.place.line - other.place.line);
  } finally {
    await world.close();
  }
}

/** The files a tool call of whatever agent writes. */
function writes(name: string, input: unknown): readonly string[] {
  // A tool that takes one text (a patch) is recorded with that alone.
  const fields = isFields(input) ? input : typeof input === "string" ? { input } : {};
  try {
    return toolUse(name, fields).edits.flatMap(pathsOf);
  } catch {
    return [];
  }
}
