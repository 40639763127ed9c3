import assert from "node:assert/strict";
import {
  eachLineRow,
  eachSectionRow,
  LINE_COLUMNS,
  SECTION_COLUMNS,
} from "../../../src/core/impact/ranking/place-rows.ts";
import {
  LINE_FEATURES,
  SECTION_FEATURES,
  type SectionEvidence,
} from "../../../src/core/impact/ranking/places.ts";
import { weights } from "../../../src/core/impact/ranking/weights.ts";

function section(path: string, bestLine: number, lines: SectionEvidence["lines"] = []): SectionEvidence {
  const values = SECTION_FEATURES.map(() => 0);
  values[SECTION_FEATURES.indexOf("bestLine")] = bestLine;
  return { path, title: "", line: 1, endLine: 9, values, lines };
}

describe("rows of sections and lines", () => {
  it("compare a section with the best of its own document", () => {
    const rows: number[][] = [];
    eachSectionRow(
      [section("a.md", 1), section("b.md", 0.4), section("b.md", 0.2)],
      () => 0.5,
      (row) => rows.push([...row]),
    );
    const at = SECTION_COLUMNS.indexOf("bestLine of document");
    assert.deepEqual(
      rows.map((row) => row[at]),
      [1, 1, 0.5],
    );
    for (const row of rows) assert.equal(row.length, SECTION_COLUMNS.length);
  });

  it("read a line with its section", () => {
    const values = LINE_FEATURES.map(() => 0.25);
    const rows: { line: number; values: number[] }[] = [];
    eachLineRow([{ place: section("a.md", 1, [{ line: 3, values }]), score: 0.5 }], (row, line) =>
      rows.push({ line, values: [...row] }),
    );
    assert.equal(rows.length, 1);
    assert.equal(rows[0]?.line, 3);
    assert.equal(rows[0].values.length, LINE_COLUMNS.length);
    assert.equal(rows[0].values[LINE_COLUMNS.indexOf("section's bestLine")], 1);
    assert.deepEqual(rows[0].values.slice(-2), [1, 1 / 8]);
  });

  it("have a weight for every column", () => {
    assert.equal(weights.sections.length, SECTION_COLUMNS.length);
    assert.equal(weights.lines.length, LINE_COLUMNS.length);
  });
});
