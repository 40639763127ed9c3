import { lintTranscript as lint, type Protocol, readTranscript } from "#core";
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
  const findings = lint({ path: file, entries, protocol: await protocolHere(call, terminal), writes });
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

/** The protocol the repository is held to now. */
async function protocolHere(call: Call, terminal: Terminal): Promise<Protocol> {
  const world = await openWorld(call, terminal);
  try {
    return (await gather(world, createMemory())).protocol;
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
