import assert from "node:assert/strict";
import { countCalls, FAULTS, injectFault } from "./injected-faults.ts";

describe("a disk that fails", () => {
  for (const fault of FAULTS) {
    it(`with ${fault}, at every call once: an error or a record, never half of one`, async function () {
      this.timeout(120_000);
      const calls = await countCalls();
      let refused = 0;
      for (let at = 0; at < calls; at++) {
        const { call, acknowledged, wrong } = await injectFault(at, fault);
        assert.deepEqual(wrong, [], `call ${at}, ${call}`);
        if (!acknowledged) refused++;
      }
      console.log(`      ${calls} calls: ${refused} refused, ${calls - refused} recorded all the same`);
      assert.ok(fault === "short-write" ? refused === 0 : refused > calls / 2);
    });
  }
});
