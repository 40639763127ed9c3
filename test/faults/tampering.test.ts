import assert from "node:assert/strict";
import { randomOf, seedOf } from "./seed.ts";
import { tamperOnce, TAMPERINGS } from "./tampering.ts";

const TRIALS = 50;

describe(`${TAMPERINGS.size} kinds of tampering, ${TRIALS} times each`, () => {
  const seed = seedOf();
  before(() => console.log(`      seed ${seed}`));

  for (const [kind, { level }] of TAMPERINGS) {
    it(`${kind}: found at level ${level}`, function () {
      this.timeout(60_000);
      const random = randomOf(seed);
      for (let trial = 0; trial < TRIALS; trial++) {
        const { found, quietBefore } = tamperOnce(kind, random);
        assert.ok(quietBefore, `trial ${trial}: problems before anybody tampered`);
        assert.ok(found, `trial ${trial}: not found`);
      }
    });
  }
});
