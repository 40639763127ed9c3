import assert from "node:assert/strict";
import * as fc from "fast-check";
import { compileProtocol } from "#core";
import { documents } from "./arbitrary.ts";
import { misplaced } from "./support.ts";

const RUNS = Number(process.env["LOCKSTEP_CASES"] ?? 3_000);

describe("any text at all", function () {
  this.timeout(600_000);

  it(`compiles without throwing, every place inside it (${RUNS} cases)`, () => {
    fc.assert(
      fc.property(documents, (text) => {
        assert.deepEqual(misplaced(compileProtocol("p.md", text), text), []);
      }),
      { numRuns: RUNS },
    );
  });
});
