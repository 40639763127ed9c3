import assert from "node:assert/strict";
import * as fs from "node:fs/promises";
import { homedir } from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";

const PROTOCOL = "docs/CHANGE_PROTOCOL.md";
const EVIDENCE = "docs/evidence-of-settings.md";

function folder(): string {
  return vscode.workspace.workspaceFolders![0]!.uri.fsPath;
}

function file(relative: string): vscode.Uri {
  return vscode.Uri.file(path.join(folder(), relative));
}

async function eventually<Answer>(
  what: string,
  test: () => Promise<Answer | undefined | false>,
): Promise<Answer> {
  const end = Date.now() + 30_000;
  for (;;) {
    const answer = await test();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`${what} did not happen`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Sets one of our settings for a test. */
async function set(key: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration("lockstep").update(key, value, vscode.ConfigurationTarget.Global);
}

describe("what a person can have otherwise", () => {
  before(async function () {
    this.timeout(90_000);
    await vscode.extensions.getExtension("lockstep.lockstep")?.activate();
    await vscode.commands.executeCommand("lockstep.check");
  });

  afterEach(async () => {
    for (const key of [
      "check.trigger",
      "codeLens",
      "hover",
      "review.layout",
      "excludeRoots",
      "problems.maximum",
    ])
      await set(key, undefined);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("lines above the text, and hovers", async () => {
    const text =
      "# Phase 1\n\n| Checklist item | Result | Evidence |\n| --- | --- | --- |\n| Retries | Pass | src/dialer/retry.ts:2 |\n";
    await fs.writeFile(
      file(EVIDENCE).fsPath,
      `${text}\n### PHASE 1 — Plan\n\n* Plan only.\n* End with \`=== AWAITING APPROVAL ===\`\n`,
    );
    try {
      await vscode.workspace.openTextDocument(file(EVIDENCE));
      const lenses = () =>
        vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", file(EVIDENCE));
      const hovers = async () =>
        (
          await vscode.commands.executeCommand<vscode.Hover[]>(
            "vscode.executeHoverProvider",
            file(EVIDENCE),
            new vscode.Position(4, 22),
          )
        ).filter(({ contents }) =>
          contents.some((one) => (typeof one === "string" ? one : one.value).includes("RETRY_LIMIT")),
        );
      await eventually("a lens", async () => (await lenses()).length > 0);
      await eventually("a hover", async () => (await hovers()).length > 0);
      await set("codeLens", "off");
      await set("hover", false);
      await eventually("no lens", async () => (await lenses()).length === 0);
      await eventually("no hover", async () => (await hovers()).length === 0);
    } finally {
      await fs.rm(file(EVIDENCE).fsPath);
    }
  });

  it("a review with a file in each editor", async () => {
    const retry = file("src/dialer/retry.ts").fsPath;
    const original = await fs.readFile(retry, "utf8");
    const added = file("docs/added.md").fsPath;
    await set("review.layout", "oneByOne");
    try {
      await fs.writeFile(retry, original.replace("RETRY_LIMIT = 3", "RETRY_LIMIT = 5"));
      await fs.writeFile(added, "# Added\n");
      await vscode.commands.executeCommand("lockstep.check");
      await vscode.commands.executeCommand("lockstep.reviewPhase");
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
      assert.deepEqual(
        tabs.map(({ label }) => label),
        ["Review: added.md (1 of 2)", "Review: retry.ts (2 of 2)"],
      );
      assert.equal(tabs[0]?.isActive, true);
      assert.ok(tabs[1]?.input instanceof vscode.TabInputTextDiff);
    } finally {
      await fs.writeFile(retry, original);
      await fs.rm(added);
    }
  });

  it("repositories that are left alone", async () => {
    await fs.writeFile(file("docs/added.md").fsPath, "# Added\n");
    const findings = () => vscode.languages.getDiagnostics(file(".lockstep/config.jsonc"));
    const config = file(".lockstep/config.jsonc");
    const valid = await fs.readFile(config.fsPath, "utf8");
    try {
      await fs.writeFile(config.fsPath, '{\n  "surfacs": {}\n}\n');
      const ours = (): boolean => findings().some(({ source }) => source === "Lockstep");
      await eventually("a finding", async () => ours());
      await set("excludeRoots", [path.basename(folder())]);
      await eventually("silence", async () => !ours());
      await set("excludeRoots", undefined);
      await eventually("a finding again", async () => ours());
    } finally {
      await fs.writeFile(config.fsPath, valid);
      await fs.rm(file("docs/added.md").fsPath);
    }
    await eventually("a valid configuration", async () =>
      findings().every(({ source }) => source !== "Lockstep"),
    );
  });

  it("when a change is judged: only when it is asked for", async () => {
    const retry = file("src/dialer/retry.ts");
    const original = await fs.readFile(retry.fsPath, "utf8");
    const ours = (): boolean =>
      vscode.languages.getDiagnostics(retry).some(({ source }) => source === "Lockstep");
    await set("check.trigger", "manual");
    try {
      await fs.writeFile(retry.fsPath, original.replace("RETRY_LIMIT = 3", "RETRY_LIMIT = 5"));
      // What is not to happen cannot be waited for: twice the time that a check takes here.
      const began = performance.now();
      await vscode.commands.executeCommand("lockstep.check");
      const taken = performance.now() - began;
      await eventually("a finding", async () => ours());
      await fs.writeFile(retry.fsPath, original);
      await new Promise((resolve) => setTimeout(resolve, 2 * taken + 500));
      assert.ok(ours(), "judged without being asked");
      await set("check.trigger", undefined);
      await eventually("silence", async () => !ours());
    } finally {
      await fs.writeFile(retry.fsPath, original);
    }
  });

  it("is part of the diagnostic information, and no home folder is", async () => {
    await set("problems.maximum", 7);
    void vscode.commands.executeCommand("lockstep.copyDiagnostics");
    const text = await eventually("diagnostic information", async () => {
      const copied = await vscode.env.clipboard.readText();
      return copied.startsWith("## Lockstep: diagnostic information") && copied;
    });
    assert.match(text, /"lockstep\.problems\.maximum": 7/);
    assert.match(text, /\| Repository 1 \| \d of 6 surfaces owed, /);
    assert.match(text, /\| git \| \d+\.\d+/);
    assert.match(text, /debug <repository 1>: \d+ owed/);
    for (const secret of [homedir(), folder(), PROTOCOL]) assert.ok(!text.includes(secret), secret);
  });
});
