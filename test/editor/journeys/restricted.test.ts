import { withDemo } from "../host/demo.ts";

describe("in Restricted Mode", () => {
  const demo = withDemo({ trust: false });

  it("says why nothing is compared", async () => {
    const { workbench } = demo();
    await workbench.activityBar.open("Lockstep");
    await workbench.welcome("Update Surfaces", "Restricted Mode: Lockstep runs no program here");
    await workbench.palette.run("Lockstep: Run Verification…");
    await workbench.notifications.has("this workspace is not trusted, so no program runs here");
  });
});
