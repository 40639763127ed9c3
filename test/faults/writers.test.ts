import assert from "node:assert/strict";
import { writeTogether } from "./concurrent-writers.ts";
import { killWriters } from "./killed-writers.ts";
import { seedOf } from "./seed.ts";
import { stopWriters } from "./stopped-writers.ts";

describe("writers of one change", () => {
  it("lose nothing they acknowledged when 300 of 8 at a time are killed", async function () {
    this.timeout(180_000);
    const seed = seedOf();
    const { kills, acknowledged, lost, torn, problems, temps, onlyJournal, ms } = await killWriters({
      kills: 300,
      seed,
    });
    console.log(
      `      seed ${seed}: ${kills} kills, ${acknowledged} acknowledged, ${onlyJournal} only in the journal, ${(ms / 1000).toFixed(1)} s`,
    );
    assert.deepEqual({ lost, torn, problems, temps }, { lost: 0, torn: 0, problems: [], temps: 0 });
    assert.ok(acknowledged > kills / 4);
  });

  it("lose nothing when they are stopped and go on, with clocks days apart", async function () {
    this.timeout(60_000);
    const seed = seedOf();
    const { acknowledged, lost, torn, problems, temps } = await stopWriters({
      stops: 20,
      longestMs: 300,
      seed,
    });
    console.log(`      seed ${seed}: ${acknowledged} acknowledged`);
    assert.deepEqual({ lost, torn, problems, temps }, { lost: 0, torn: 0, problems: [], temps: 0 });
  });

  it("lose nothing when 8 write 200 events each at once", async function () {
    this.timeout(120_000);
    const { acknowledged, lost, torn, problems, temps, p50, p95 } = await writeTogether({
      writers: 8,
      each: 200,
    });
    console.log(
      `      ${acknowledged} acknowledged, p50 ${p50} ms, p95 ${p95} ms, eight writers on the same cores`,
    );
    assert.deepEqual(
      { acknowledged, lost, torn, problems, temps },
      { acknowledged: 1600, lost: 0, torn: 0, problems: [], temps: 0 },
    );
  });
});
