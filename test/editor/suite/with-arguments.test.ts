import { strict as assert } from "node:assert";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";

const PROTOCOL = `# How we change things

### PHASE 1 — Plan

* Plan only; do not write code.
* Summarize a **1–5 bullet plan**.
* End with \`=== AWAITING APPROVAL ===\`
`;

/** The last of the suite: it leaves a dialog open. */
describe("approving by a program", () => {
  it("does nothing, whatever arguments the command is called with", async function () {
    this.timeout(20_000);
    const root = vscode.workspace.workspaceFolders![0]!.uri.fsPath;
    writeFileSync(join(root, "docs", "PHASES.md"), PROTOCOL);
    writeFileSync(join(root, ".lockstep", "config.jsonc"), '{ "protocols": ["docs/PHASES.md"] }\n');
    const argument = { root, phase: 1, typed: "1", approve: true, by: "an agent" };
    for (const given of [[argument], ["1"], [1, "1"], [[argument]]]) {
      // Nobody answers the dialog: the command does not come to its end.
      void vscode.commands.executeCommand("lockstep.approveGate", ...given);
    }
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const changes = join(root, ".lockstep", "changes");
    const events = existsSync(changes)
      ? readdirSync(changes, { recursive: true, encoding: "utf8" }).filter((name) =>
          name.includes("-approval-"),
        )
      : [];
    assert.deepEqual(events, []);
  });
});
