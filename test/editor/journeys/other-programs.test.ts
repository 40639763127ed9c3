import { mkdir, rm } from "node:fs/promises";
import { journeys, RETRY } from "./crm.ts";

describe("what other programs do", () => {
  const journey = journeys();

  journey("is noticed when they write, rename and remove files", async (person) => {
    const { demo, sees, surfaces } = person;
    await person.writeLimit(5);
    await sees({ Documentation: "owed", "Repository state": "owed" });
    await demo.git("mv", "src/leads/assignment.ts", "src/leads/sharing.ts");
    await surfaces.find(/^Backend logic met · 2 files/);
    await demo.git("mv", "src/leads/sharing.ts", "src/leads/assignment.ts");
    await person.writeLimit(3);
    await sees({ Documentation: "untouched", "Repository state": "untouched" });
  });

  journey("is noticed in folders in folders, made quicker than the editor can watch them", async (person) => {
    const { demo, surfaces } = person;
    const names = Array.from({ length: 20 }, (_, index) => `src/quick/n${index}/deep/er`);
    for (const name of names) {
      await mkdir(demo.path(name), { recursive: true });
      await demo.write(`${name}/index.ts`, "export const one = 1;\n");
    }
    await surfaces.find(/^Backend logic met · 20 files/);
    for (const name of names) await rm(demo.path(`${name}/index.ts`));
    await surfaces.find(/^Backend logic untouched/);
    for (const name of names) await demo.write(`${name}/index.ts`, "export const two = 2;\n");
    await surfaces.find(/^Backend logic met · 20 files/);
  });

  journey("is noticed when they check out a file that an editor holds", async (person) => {
    const { demo, workbench, sees } = person;
    await person.typeLimit(5);
    await workbench.editors.save();
    await sees({ Documentation: "owed" });
    await demo.git("checkout", "--quiet", "--", RETRY);
    await sees({ Documentation: "untouched", "Repository state": "untouched" });
    await workbench.editors.shows(/RETRY_LIMIT = 3/);
  });

  journey("is noticed when they stage, commit and change branches", async (person) => {
    const { demo, sees, surfaces, workbench } = person;
    await demo.git("checkout", "--quiet", "-b", "feature");
    await person.writeLimit(5);
    await sees({ Documentation: "owed", "Repository state": "owed" });
    await demo.git("add", RETRY);
    await demo.git("commit", "--quiet", "--message", "More patience");
    await sees({ "Repository state": "met", Documentation: "owed" });
    await surfaces.find("dialer.md:16");
    await demo.git("checkout", "--quiet", "main");
    await sees({ Documentation: "untouched", "Repository state": "untouched" });
    await demo.git("checkout", "--quiet", "feature");
    await sees({ Documentation: "owed" });
    await workbench.problems.until("the branch's finding", (all) =>
      all.some(({ file }) => file === "retry.ts"),
    );
    await demo.git("reset", "--quiet", "--hard", "main");
    await sees({ Documentation: "untouched" });
  });

  journey(
    "is noticed in the index: what was untracked is there, once it is ignored it is not",
    async (person) => {
      const { demo, sees, surfaces } = person;
      await demo.write(".git/info/exclude", "");
      await demo.write("src/dialer/notes.ts", "export const DIALER_NOTES = 1;\n");
      await sees({ "Repository state": "owed" });
      await surfaces.find("notes.ts:1");
      await demo.write(".git/info/exclude", "notes.ts\n");
      await sees({ "Repository state": "untouched" });
      await demo.git("add", "--force", "src/dialer/notes.ts");
      await sees({ "Repository state": "owed" });
      await demo.git("reset", "--quiet");
      await sees({ "Repository state": "untouched" });
    },
  );
});
