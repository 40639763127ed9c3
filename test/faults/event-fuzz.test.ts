import assert from "node:assert/strict";
import { fuzzInput, seeds, tryLoader } from "./event-fuzz.ts";
import { randomOf, seedOf } from "./seed.ts";

describe("the event loader", () => {
  it("never throws, hangs, or takes for an event what no writer wrote: 200,000 inputs", function () {
    this.timeout(120_000);
    const seed = seedOf();
    console.log(`      seed ${seed}`);
    const random = randomOf(seed);
    const events = seeds();
    for (let i = 0; i < 200_000; i++) {
      const input = fuzzInput(random, events);
      assert.equal(tryLoader(input), undefined, `input ${i}: ${JSON.stringify(input)}`);
    }
  });
});
