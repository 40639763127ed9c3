import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { codeFolder, keptCode } from "./kept-code.ts";
import type * as runHook from "./run-hook.ts";
import type { Terminal } from "./terminal.ts";

const REFUSED = 2;
const INTERRUPTED = 130;

process.once("SIGINT", () => {
  // A command that runs programs ends them first.
  if (process.listenerCount("SIGINT") === 0) process.exit(INTERRUPTED);
});
// A reader that went away (`lockstep check | head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

const argv = process.argv.slice(2);
const terminal: Terminal = {
  out: process.stdout,
  err: process.stderr,
  env: process.env,
  cwd: process.cwd(),
};
process.exitCode = argv[0] === "hook" ? await hook() : await (await import("./run.ts")).run(argv, terminal);

/**
 * A hook is asked before every edit of an agent: it loads what it needs and nothing else, with the code that is kept.
 * Only here: what is kept lies where an agent could write, and nothing but hooks is in its reach anyway.
 */
async function hook(): Promise<number> {
  try {
    // Most patterns of a hook run twice or thrice: compiled at once they cost an eighth of the whole less.
    setFlagsFromString("--no-regexp-tier-up");
    const code = keptCode(codeFolder(process.env));
    const bundle = code.require(fileURLToPath(new URL("hook.cjs", import.meta.url)));
    const { run } = bundle as typeof runHook;
    // Code that never judged is not worth keeping: most functions are still to be compiled.
    return await run(argv, terminal, () => process.once("exit", code.keep));
  } catch (error) {
    // Any other exit code would let the agent go on.
    terminal.err.write(`Lockstep could not be started, so this is refused: ${String(error)}\n`);
    return REFUSED;
  }
}
