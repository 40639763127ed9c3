import { CLI_COMMANDS, type CliCommand, EXIT } from "#manifest/cli";
import { sayTrouble } from "#views/troubles";
import { type Call, readCall } from "./arguments.ts";
import { assume } from "./commands/assume.ts";
import { audit, rubric } from "./commands/audit.ts";
import { check } from "./commands/check.ts";
import { close } from "./commands/close.ts";
import { doctor } from "./commands/doctor.ts";
import { evidence } from "./commands/evidence.ts";
import { explain } from "./commands/explain.ts";
import { gate } from "./commands/gate.ts";
import { type Handler, UsageError } from "./commands/handler.ts";
import { impact } from "./commands/impact.ts";
import { connect } from "./commands/connect.ts";
import { hook } from "./commands/hook.ts";
import { hooks } from "./commands/hooks.ts";
import { init } from "./commands/init.ts";
import { lintTranscript } from "./commands/lint-transcript.ts";
import { mcp } from "./commands/mcp.ts";
import { next } from "./commands/next.ts";
import { notNeeded } from "./commands/not-needed.ts";
import { protocol } from "./commands/protocol.ts";
import { replay } from "./commands/replay.ts";
import { report } from "./commands/report.ts";
import { schema } from "./commands/schema.ts";
import { start } from "./commands/start.ts";
import { status } from "./commands/status.ts";
import { stillTrue } from "./commands/still-true.ts";
import { track } from "./commands/track.ts";
import { verify } from "./commands/verify.ts";
import { helpFor, overview } from "./help.ts";
import type { Terminal } from "./terminal.ts";

declare const LOCKSTEP_VERSION: string;

const HANDLERS = {
  check,
  status,
  next,
  start,
  close,
  track,
  gate,
  assume,
  "not-needed": notNeeded,
  "still-true": stillTrue,
  verify,
  audit,
  rubric,
  report,
  evidence,
  impact,
  replay,
  init,
  protocol,
  connect,
  hooks,
  "lint-transcript": lintTranscript,
  hook,
  mcp,
  explain,
  schema,
  doctor,
} as const satisfies { readonly [Name in CliCommand]: Handler };

/** Carries out one call; the only place of the command line where errors end. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const call = readCall(argv);
  if ("error" in call) {
    terminal.err.write(`${call.error}\nlockstep --help lists the commands.\n`);
    return EXIT.badInput;
  }
  if (call.wants) return answer(call, argv, terminal);
  try {
    return await HANDLERS[call.command](call, terminal);
  } catch (error) {
    terminal.err.write(`${error instanceof UsageError ? error.message : sayTrouble(error)}\n`);
    return EXIT.badInput;
  }
}

function answer({ command, wants }: Call, argv: readonly string[], { out }: Terminal): number {
  if (wants === "version") out.write(`${LOCKSTEP_VERSION}\n`);
  else out.write(argv.some((word) => Object.hasOwn(CLI_COMMANDS, word)) ? helpFor(command) : overview());
  return EXIT.inStep;
}
