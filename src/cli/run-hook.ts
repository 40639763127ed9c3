import { sayTrouble } from "#views/troubles";
import { EXIT } from "#manifest/cli";
import { readCall } from "./arguments.ts";
import { UsageError } from "./commands/handler.ts";
import { answerHook } from "./commands/hook.ts";
import type { Terminal } from "./terminal.ts";

/** Carries out `lockstep hook …`, as `run` does. @param judged told when something was judged */
export async function run(argv: readonly string[], terminal: Terminal, judged: () => void): Promise<number> {
  const call = readCall(argv);
  if ("error" in call || call.wants) {
    if (!("error" in call)) return (await import("./run.ts")).run(argv, terminal);
    terminal.err.write(`${call.error}\n`);
    return EXIT.badInput;
  }
  try {
    return await answerHook(call, terminal, judged);
  } catch (error) {
    terminal.err.write(`${error instanceof UsageError ? error.message : sayTrouble(error)}\n`);
    return EXIT.badInput;
  }
}
