import { CLI_COMMANDS, EXIT } from "#manifest/cli";
import { sayTrouble } from "#views/troubles";
import { type Call, readCall } from "./arguments.ts";
import { UsageError } from "./commands/handler.ts";
import { helpFor, overview } from "./help.ts";
import type { Terminal } from "./terminal.ts";

declare const LOCKSTEP_VERSION: string;

/** Carries out one call; the only place of the command line where errors end. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const call = readCall(argv);
  if ("error" in call) {
    terminal.err.write(`${call.error}\nlockstep --help lists the commands.\n`);
    return EXIT.badInput;
  }
  if (call.wants) return answer(call, argv, terminal);
  try {
    // What judges is large: who only asks for help does not wait for it.
    const { HANDLERS } = await import("./handlers.ts");
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
