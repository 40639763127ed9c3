import { journeys } from "./crm.ts";

const SENDER = "src/messages/email.ts";

describe("a high-risk change", () => {
  const journey = journeys();

  journey(
    "asks for its extra requirement until evidence for it holds",
    async ({ demo, surfaces, workbench }) => {
      await demo.write(SENDER, "export function sendEmail(to: string) {\n  return `draft for ${to}`;\n}\n");
      await surfaces.find(/^Outbound email or SMS unanswered · high risk/);
      await workbench.problems.until("the requirement", (all) =>
        all.some(({ message }) => message.includes("“Outbound email or SMS” asks for more")),
      );
      await workbench.editors.open(demo.path(SENDER), 2);
      await workbench.screenshot("high-risk");
      await surfaces.inlineAction(/^Outbound email or SMS/, "Add Selection as Evidence…");
      await surfaces.find(/^Outbound email or SMS answered · high risk/);
      await demo.write(SENDER, "export function sendEmail(to: string) {\n  return `sent to ${to}`;\n}\n");
      await surfaces.find(/^Outbound email or SMS unanswered · high risk/);
    },
  );
});
