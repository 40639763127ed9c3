import { EXIT } from "#manifest/cli";
import { sayTrouble } from "#views/troubles";
import { AGENT_NAMES } from "../../hooks/agents/index.ts";
import { Malformed } from "../../hooks/fields.ts";
import { runHook } from "../../hooks/run.ts";
import type { Call } from "../arguments.ts";
import { findHome } from "../home.ts";
import type { Terminal } from "../terminal.ts";
import { type Handler, UsageError } from "./handler.ts";

/** Bytes of standard input that are read; an agent that sends more is stopped. */
const INPUT_LIMIT = 10 * 1024 * 1024;
/** Milliseconds after which the call is refused: agents let through what does not answer in time. */
const DEADLINE = 10_000;

/**
 * Answers one call of an agent's hook. Exit code 0 with the agent's own JSON, or with nothing; 2 with a
 * text on stderr where anything went wrong, which stops every agent; never 1, which lets all of them go on.
 */
export async function answerHook(
  { options, operands }: Call,
  terminal: Terminal,
  judged: () => void,
): Promise<number> {
  const { agent } = options;
  if (agent === undefined || operands.length > 0)
    throw new UsageError(`Name an agent: lockstep hook --agent ${AGENT_NAMES.join("|")}.`);
  const fail = (error: unknown): number => {
    const says = error instanceof Malformed ? error.message : sayTrouble(error);
    terminal.err.write(`Lockstep could not judge this, so it is refused: ${says}\n`);
    return EXIT.badInput;
  };
  const crash = (error: unknown): void => process.exit(fail(error));
  process.once("uncaughtException", crash);
  process.once("unhandledRejection", crash);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Malformed(`no answer within ${DEADLINE / 1000} seconds`)), DEADLINE);
  });
  try {
    const answer = readInput().then((input) =>
      runHook({
        agent,
        input,
        env: terminal.env,
        cwd: terminal.cwd,
        home: findHome(),
        now: new Date(),
        judged,
      }),
    );
    terminal.out.write(await Promise.race([answer, late]));
    return EXIT.inStep;
  } catch (error) {
    const exit = fail(error);
    // What is still under way must not keep the process, nor end it with another code.
    setTimeout(() => process.exit(exit), 200).unref();
    return exit;
  } finally {
    clearTimeout(timer);
  }
}

export const hook: Handler = (call, terminal) => answerHook(call, terminal, () => undefined);

async function readInput(): Promise<string> {
  if (process.stdin.isTTY) throw new Malformed("an agent's hook sends JSON on standard input");
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > INPUT_LIMIT) throw new Malformed(`standard input is larger than ${INPUT_LIMIT} bytes`);
  }
  return Buffer.concat(chunks).toString("utf8");
}
