import { EXIT } from "#manifest/cli";
import { compileProtocol } from "#core";
import { toProtocolJson, toProtocolText } from "#views/protocol";
import { findingLines } from "#views/text";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { exitFor, failsOn } from "../fail-on.ts";
import { paintFor } from "../terminal.ts";
import { unboundFindings } from "../unbound-findings.ts";
import { type Handler, UsageError } from "./handler.ts";
import { formatOf } from "./judged.ts";

/** Needs no repository: a protocol document is judged by itself. Inside of one, lint also says what is bound to nothing. */
export const protocol: Handler = async (call, terminal) => {
  const [verb, file, ...rest] = call.operands;
  if ((verb !== "show" && verb !== "lint") || file === undefined || rest.length > 0) {
    throw new UsageError(
      "Name a verb and a file: lockstep protocol show <file>, lockstep protocol lint <file>.",
    );
  }
  const format = formatOf(call.options);
  const fails = failsOn(call.options);
  const path = resolve(terminal.cwd, call.options.cwd ?? ".", file);
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file} cannot be read: ${error.code ?? error.message}.`);
  });
  const compiled = compileProtocol(file, text);
  const paint = paintFor(terminal, call.options);
  if (verb === "show") {
    terminal.out.write(
      format === "json"
        ? `${JSON.stringify(toProtocolJson(compiled), null, 2)}\n`
        : toProtocolText(compiled, paint),
    );
    return EXIT.inStep;
  }
  const unbound = await unboundFindings(path, compiled, call, terminal);
  const findings = [...compiled.findings, ...unbound].sort((a, b) => a.place.line - b.place.line);
  terminal.out.write(
    format === "json"
      ? `${JSON.stringify({ version: 1, findings: (toProtocolJson({ ...compiled, findings }) as { findings: unknown }).findings }, null, 2)}\n`
      : findings.length > 0
        ? `${findings.flatMap((finding) => findingLines(finding, paint)).join("\n")}\n`
        : "Nothing is wrong with this protocol.\n",
  );
  return exitFor(findings, fails);
};
