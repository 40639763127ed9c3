import { definitionIn } from "../../evidence/symbols.ts";
import { isPass, sayGapOf } from "../../evidence/known-runs.ts";
import { sayHere } from "../../evidence/passes.ts";
import { isDocument, isTest } from "../../impact/classify.ts";
import type { KnownRun } from "../../model/evidence.ts";
import { addedLines, productionChanges } from "./lines.ts";
import { at, type Probe } from "./probe.ts";

const TEST_LINE =
  /\b(?:it|test|describe|specify|scenario)(?:\.\w+)?\s?\(|\bdef test_\w|\bfunc Test\w|#\[(?:tokio::)?test\]|@Test\b|\bTEST(?:_F)?\s?\(|\bassert/i;
const TEST_COMMAND =
  /\b(?:test|tests|pytest|vitest|jest|mocha|ava|rspec|phpunit|unittest|ctest|nox|tox|check)\b/i;

/** Commands that read code or look for secrets: whatever they say, no test ran. */
const NO_TESTS =
  /^(?:npx )?(?:secretlint|gitleaks|trufflehog|node --check|bash -n|python3? -m py_compile|prisma validate|docker compose .*config)\b/;

/** Whether the change brings tests and they pass on this very tree. */
export const tests: Probe = {
  id: "tests",
  answers: /\btests?\b|\btested\b|\bverification\b/i,
  probe({ ground: { runs = [], missed = [], treeDigest }, changes }, item) {
    const touched = changes.filter(
      ({ path, after }) => after !== undefined && isTest(path) && !isDocument(path),
    );
    const added = touched.flatMap((change) => {
      const lines = addedLines(change);
      const best =
        lines.find(({ text, line }) => definitionIn(text, line) !== undefined && TEST_LINE.test(text)) ??
        lines.find(({ text }) => TEST_LINE.test(text));
      return best ? [at(best)] : [];
    });
    const here = runs.filter((run) => run.treeDigest === treeDigest && isTestRun(run));
    const last = here.at(-1);
    const wantsTests =
      /\b(?:add(?:ed)?|new|written|tests? (?:added|cover))\b/i.test(item) || !/\bverification\b/i.test(item);
    if (last && !isPass(last)) {
      return {
        result: "Fail",
        evidence: [...added, said(last)],
        says: `${last.command} ${sayHere(last)}.`,
        followUp: "Make the tests pass",
      };
    }
    const lacks = added.length === 0 && wantsTests && productionChanges(changes).length > 0;
    if (!last) {
      const stale = runs.some((run) => isTestRun(run));
      const gap = missed.findLast((run) => run.treeDigest === treeDigest && isTestRun(run));
      const ran = gap
        ? `${gap.command} has no result: ${sayGapOf(gap.gap)}`
        : stale
          ? "The tests ran on another tree"
          : "No run of the tests is recorded";
      return {
        result: "Open",
        evidence: added,
        says: lacks ? `${ran}, and the change adds none.` : `${ran}.`,
        needsRun: true,
        followUp: lacks
          ? "Add a test, or say why none is needed; run lockstep verify"
          : "Run lockstep verify",
      };
    }
    if (lacks) {
      return {
        result: "Open",
        evidence: [said(last)],
        says: "The tests pass, and the change adds none.",
        followUp: "Add a test, or say why none is needed",
      };
    }
    return {
      result: "Pass",
      evidence: [...added.slice(0, 5), said(last)],
      says: `${added.length} changed test ${added.length === 1 ? "file" : "files"}; the tests pass on this tree.`,
    };
  },
};

/** Whether every part of a command only reads code or looks for secrets: whatever it says, no test ran. */
export function runsNoTest(command: string): boolean {
  const parts = command.split(/&&|\|\||[;|\n]/).map((part) => part.trim());
  return parts.every((part) => NO_TESTS.test(part) || part.startsWith("cd "));
}

/** Whether a run is one of tests, by its command or the name of what it verifies. */
export function isTestRun({ command, covers }: Pick<KnownRun, "command" | "covers">): boolean {
  if (runsNoTest(command)) return false;
  return TEST_COMMAND.test(command) || covers.some((name) => TEST_COMMAND.test(name));
}

/** A run as evidence: the command with what is recorded of it. */
export function said({ command, exit, passed }: KnownRun): string {
  const counted = passed === undefined ? "" : `${passed} passed, `;
  return `\`${command.replaceAll("`", "'")}\` – ${counted}exit ${exit}`;
}
