import assert from "node:assert/strict";
import { countCalls, FAULTS, injectFault } from "./injected-faults.ts";
import { randomOf, seedOf } from "./seed.ts";

/** How many calls meet the other kinds of fault; nightly runs take all (bench/faults). */
const SAMPLE = 20;

describe("a disk that fails", () => {
  const seed = seedOf();
  const random = randomOf(seed);
  before(() => console.log(`      seed ${seed}`));

  for (const fault of FAULTS) {
    it(`with ${fault}: an error or a record, never half of one`, async function () {
      this.timeout(120_000);
      const calls = await countCalls();
      const all = fault === "ENOSPC" || fault === "short-write";
      const chosen = all
        ? [...Array(calls).keys()]
        : Array.from({ length: SAMPLE }, () => random.below(calls));
      let refused = 0;
      for (const at of chosen) {
        const { call, acknowledged, wrong } = await injectFault(at, fault);
        assert.deepEqual(wrong, [], `call ${at}, ${call}`);
        if (!acknowledged) refused++;
      }
      console.log(
        `      ${chosen.length} of ${calls} calls: ${refused} refused, the others recorded all the same`,
      );
      assert.ok(fault === "short-write" ? refused === 0 : refused > 0);
    });
  }
});
