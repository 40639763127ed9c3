import { strict as assert } from "node:assert";
import { withDemo } from "../host/demo.ts";

describe("in Restricted Mode", () => {
  const demo = withDemo({ trust: false });

  it("says why nothing is compared, and reads no repository", async () => {
    const { workbench } = demo();
    await workbench.activityBar.open("Lockstep");
    assert.match(await workbench.welcome("Update Surfaces"), /Restricted Mode: Lockstep runs no program here/);
  });
});
