/**
 * `npm test`: installs and builds what is missing, runs the test suites and says how it went.
 *
 *   npm test                      everything
 *   npm test -- unit contract     only these suites: unit, contract, cli, faults, editor, journeys
 *   npm test -- --grep "gate"     only tests whose name matches
 *
 * The last line is `N passed, N failed`, and `, N skipped` where some were. The exit code is 0 when tests ran and none failed.
 */
import { parseArgs } from "node:util";
import { build, installDependencies } from "./bootstrap.mjs";
import { installEditor } from "./editor/install.mjs";
import { runSuite } from "./testing/run-suite.mjs";
import { hasTests, suites } from "./testing/suites.mjs";

const { values, positionals } = parseArgs({ options: { grep: { type: "string" } }, allowPositionals: true });
const results = [];
try {
  const unknown = positionals.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0)
    throw new Error(
      `No such suite: ${unknown.join(", ")}. There are: ${suites.map(({ name }) => name).join(", ")}`,
    );
  const chosen = suites.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  installDependencies();
  build();
  for (const suite of chosen) await runOne(suite);
} catch (error) {
  console.error(error.message);
  results.push({ name: "setting up", passed: 0, failed: 1, skipped: 0, seconds: 0 });
}
report();

async function runOne(suite) {
  const { name } = suite;
  if (!hasTests(suite)) {
    results.push({ name, passed: 0, failed: 0, skipped: 0, seconds: 0, note: "no tests" });
    return;
  }
  console.log(`\n── ${name} ──`);
  try {
    if (suite.editor) installEditor();
    results.push({ name, ...(await runSuite(suite, values.grep)) });
  } catch (error) {
    console.error(error.message);
    results.push({ name, passed: 0, failed: 1, skipped: 0, seconds: 0, note: "did not start" });
  }
}

function report() {
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
  const cell = (value, width) => String(value).padStart(width);
  console.log(
    `\n${"suite".padEnd(12)}${["passed", "failed", "skipped", "seconds"].map((head) => cell(head, 9)).join("")}`,
  );
  for (const { name, passed, failed, skipped, seconds, note = "" } of results) {
    const cells = [passed, failed, skipped, seconds.toFixed(1)].map((value) => cell(value, 9)).join("");
    console.log(`${name.padEnd(12)}${cells}  ${note}`.trimEnd());
  }
  const skipped = total("skipped");
  console.log(
    `\n${total("passed")} passed, ${total("failed")} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`,
  );
  process.exitCode = total("failed") > 0 || total("passed") === 0 ? 1 : 0;
}
