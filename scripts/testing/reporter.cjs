/**
 * Mocha's spec reporter, which also writes `{ passed, failed, skipped }` as JSON into the file that LOCKSTEP_COUNTS
 * names, and says which tests were tried again and why. Only a run that came to its end writes it.
 */
const { writeFileSync } = require("node:fs");
const { reporters } = require("mocha");

module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.on("retry", (test, error) => {
      reporters.Base.consoleLog(`  ↻ ${test.fullTitle()} is tried again: ${error.message.split("\n")[0]}`);
    });
    runner.once("end", () => {
      const { passes, failures, pending } = runner.stats;
      const file = process.env.LOCKSTEP_COUNTS;
      if (file) writeFileSync(file, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
    });
  }
};
