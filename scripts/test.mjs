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
import { inTurn } from "./testing/in-turn.mjs";
import { runSuite } from "./testing/run-suite.mjs";
import { hasTests, suites } from "./testing/suites.mjs";

const { values, positionals } = parseArgs({ options: { grep: { type: "string" } }, allowPositionals: true });
const results = [];
const begin = inTurn((said) => process.stdout.write(said));
try {
  const unknown = positionals.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0)
    throw new Error(
      `No such suite: ${unknown.join(", ")}. There are: ${suites.map(({ name }) => name).join(", ")}`,
    );
  const chosen = suites.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  installDependencies();
  build();
  const [alone, beside] = [true, false].map((editor) => chosen.filter((suite) => suite.editor === editor));
  await Promise.all([runInOrder(beside), runInOrder(beside)]);
  await runInOrder(alone);
} catch (error) {
  console.error(error.message);
  results.push({ name: "setting up", passed: 0, failed: 1, skipped: 0, seconds: 0 });
}
report();

/** Takes one suite after the other from the list, which another of these calls may share. */
async function runInOrder(waiting) {
  for (let suite = waiting.shift(); suite; suite = waiting.shift()) await runOne(suite);
}

async function runOne(suite) {
  const { name } = suite;
  if (!hasTests(suite)) {
    results.push({ name, passed: 0, failed: 0, skipped: 0, seconds: 0, note: "no tests" });
    return;
  }
  const { say, end } = begin();
  say(`\n── ${name} ──\n`);
  try {
    if (suite.editor) installEditor();
    results.push({ name, ...(await runSuite(suite, values.grep, say)) });
  } catch (error) {
    say(`${error.message}\n`);
    results.push({ name, passed: 0, failed: 1, skipped: 0, seconds: 0, note: "did not start" });
  } finally {
    end();
  }
}

function report() {
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
  const cell = (value, width) => String(value).padStart(width);
  console.log(
    `\n${"suite".padEnd(12)}${["passed", "failed", "skipped", "seconds"].map((head) => cell(head, 9)).join("")}`,
  );
  const order = suites.map(({ name }) => name);
  results.sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name));
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
