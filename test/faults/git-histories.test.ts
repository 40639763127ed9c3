import assert from "node:assert/strict";
import { randomHistory } from "./git-histories.ts";
import { seedOf } from "./seed.ts";

describe("60 random Git histories", () => {
  it("have no conflict in the records, lose none, and leave nothing to find", async function () {
    this.timeout(300_000);
    const seed = seedOf();
    let [events, restored] = [0, 0];
    for (let i = 0; i < 60; i++) {
      const history = await randomHistory(seed + i);
      const { conflicts, lost, problems } = history;
      assert.deepEqual(
        { conflicts, lost, problems },
        { conflicts: 0, lost: 0, problems: 0 },
        `seed ${seed + i}: ${history.steps.join(" ")}`,
      );
      events += history.events;
      restored += history.restored;
    }
    console.log(
      `      seed ${seed}: ${events} events, ${restored} taken away by reverts, named and restored`,
    );
  });
});
