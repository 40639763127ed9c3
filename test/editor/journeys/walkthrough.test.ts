import { journeys } from "./crm.ts";

describe("the walkthrough", () => {
  const journey = journeys();

  journey("shows the first steps, each with its drawing", async ({ workbench }) => {
    await workbench.palette.run("Lockstep: Open Walkthrough");
    const page = workbench.page.locator(".gettingStartedContainer");
    await page.locator("h2", { hasText: "Keep code, docs and checks in step" }).waitFor();
    for (const title of ["Choose a protocol", "See what it would have said", "Change something", "Prove it"])
      await page.locator(".step-title", { hasText: title }).first().waitFor();
    // A drawing is shown in a frame of its own, which the page lays over the place it belongs to.
    const drawing = workbench.page.frameLocator("iframe.webview.ready").frameLocator("iframe").locator("svg");
    await drawing.locator("title").waitFor({ state: "attached" });
    await workbench.screenshot("walkthrough");
  });
});
