import { strict as assert } from "node:assert";
import { addQuestions, compileProtocol, scaffoldPhases } from "#core";
import { readFileSync } from "node:fs";

const protocol = compileProtocol(
  "p.md",
  readFileSync(new URL("../../../protocols/gated-phases.md", import.meta.url), "utf8"),
);
const [first, second] = scaffoldPhases(protocol, { id: "2026-01-01-x-abcdef", title: "X" });

describe("questions in a phase document", () => {
  it("take the place of the empty row, each thing in its column", () => {
    const added = addQuestions(first!.text, [
      { question: "Which | limit?", why: "Costs", topic: "Retry", assumption: "5", risk: "Calls" },
      { question: "How\nlong?" },
    ]);
    const rows = added!.lines.map((line) => added!.text.split("\n")[line - 1]);
    assert.deepEqual(rows, [
      "| 1 | Retry | Which \\| limit? | Costs | 5 | Calls |  |",
      "| 2 |  | How long? |  |  |  |  |",
    ]);
    assert.ok(!added!.text.includes("| … |"));
    assert.match(added!.text, /AWAITING APPROVAL/);
  });

  it("go on below those that are there", () => {
    const once = addQuestions(first!.text, [{ question: "One?" }])!;
    const twice = addQuestions(once.text, [{ question: "Two?" }])!;
    assert.equal(twice.lines[0], once.lines[0]! + 1);
    assert.match(twice.text, /\| 1 \|.*One\?.*\n\| 2 \|.*Two\?/);
  });

  it("keep line ends, and need a table", () => {
    const crlf = first!.text.replaceAll("\n", "\r\n");
    assert.ok(!/[^\r]\n/.test(addQuestions(crlf, [{ question: "One?" }])!.text));
    assert.equal(addQuestions(second!.text, [{ question: "One?" }]), undefined);
  });
});
