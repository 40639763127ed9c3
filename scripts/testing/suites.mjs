/**
 * The test suites. Those without an editor run two at a time, in this order - the long ones first, so that both cores
 * of a small machine have work until the end; then those with one, each alone, as people press keys there.
 */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../editor/versions.mjs";

/**
 * name: what `npm test -- <name>` calls it. folder: where its *.test.ts stand. editor: it needs the test editor.
 * args: what Node is started with.
 */
export const suites = [
  mocha("faults", "test/faults", "--timeout 300000"),
  // Its tests wait for processes they start.
  mocha("cli", "test/cli", "--timeout 60000 --parallel --jobs 2"),
  mocha("unit", "test/unit"),
  mocha("contract", "test/contract"),
  {
    name: "editor",
    folder: "test/editor/suite",
    editor: true,
    args: ["--import", "tsx", "scripts/editor/suite.ts"],
  },
  // A key that is pressed while the browser paints may be lost: a second try is made, and reported.
  {
    ...mocha(
      "journeys",
      "test/editor/journeys",
      "--timeout 120000 --retries 1 --require ./test/editor/host/demo.ts",
    ),
    editor: true,
  },
];

/** Whether a suite has any tests yet. */
export function hasTests({ folder }) {
  const path = join(root, folder);
  return (
    existsSync(path) &&
    readdirSync(path, { recursive: true, encoding: "utf8" }).some((name) => name.endsWith(".test.ts"))
  );
}

function mocha(name, folder, options = "") {
  const color = [process.stdout.isTTY && !process.env.CI ? "--color" : "--no-color"];
  const reporter = ["--reporter", "scripts/testing/reporter.cjs"];
  const program = "node_modules/mocha/bin/mocha.js";
  return {
    name,
    folder,
    editor: false,
    args: [program, ...reporter, ...color, ...options.split(" ").filter(Boolean), `${folder}/**/*.test.ts`],
  };
}
