import { TASK_CONTRIBUTIONS } from "#manifest/tasks";
import { toText } from "#views/text";
import assert from "node:assert/strict";
import { sample } from "../exports/verdict.ts";

describe("the problem matcher", () => {
  it("reads every finding of lockstep check, and nothing else", () => {
    const verdict = sample();
    const [{ pattern }] = TASK_CONTRIBUTIONS.problemMatchers;
    const read = toText(verdict)
      .split("\n")
      .flatMap((line) => {
        const match = new RegExp(pattern.regexp).exec(line);
        return match ? [[match[pattern.severity], match[pattern.code], Number(match[pattern.line])]] : [];
      });
    assert.ok(verdict.findings.length > 0);
    assert.deepEqual(
      read,
      verdict.findings
        .filter(({ severity }) => severity !== "hint")
        .map(({ severity, rule, place }) => [severity, rule, place.line]),
    );
  });
});
