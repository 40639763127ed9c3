import Mocha from "mocha";
import { createRequire, findSourceMap } from "node:module";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { format } from "node:util";

/** The bundled tests, beside this bundle. */
const bundle = join(__dirname, "tests.cjs");

/**
 * Runs the bundled tests with mocha, inside an extension host. Every line of
 * the report goes to the console as one string with LOCKSTEP_MARK before it, LOCKSTEP_GREP picks tests, LOCKSTEP_COUNTS
 * names the file for the counts. Rejects when a test failed, which is how the host learns of it.
 */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const mark = process.env["LOCKSTEP_MARK"] ?? "";
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => {
    for (const line of format(...args).split("\n")) console.log(mark + inSource(line));
  };
  const grep = process.env["LOCKSTEP_GREP"];
  const mocha = new Mocha({
    ui: "bdd",
    timeout: 60_000,
    color: false,
    reporter: join(__dirname, "..", "..", "scripts", "testing", "reporter.cjs"),
    ...(grep ? { grep } : {}),
  });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  createRequire(__filename)(bundle);
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}

/** Puts the place in the source where a stack's line names the place in the bundle; the host does not do it itself. */
function inSource(line: string): string {
  return line.replace(/[^\s(]*tests\.cjs:(\d+):(\d+)/g, (place, row: string, column: string) => {
    const entry = findSourceMap(bundle)?.findEntry(Number(row) - 1, Number(column) - 1);
    if (!entry || !("originalSource" in entry)) return place;
    const path = relative(join(__dirname, "..", ".."), fileURLToPath(entry.originalSource));
    return `${path}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}
