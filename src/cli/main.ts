import { EXIT } from "#manifest/cli";

process.once("SIGINT", () => process.exit(EXIT.interrupted));
// A reader that went away (`lockstep check | head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

const argv = process.argv.slice(2);
// A hook is asked before every edit of an agent: it loads what it needs and nothing else.
const { run } = argv[0] === "hook" ? await import("./run-hook.ts") : await import("./run.ts");

process.exitCode = await run(argv, {
  out: process.stdout,
  err: process.stderr,
  env: process.env,
  cwd: process.cwd(),
});
