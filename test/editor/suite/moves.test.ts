import assert from "node:assert/strict";
import * as fs from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";

const DIALER = "docs/dialer.md";

function file(relative: string): vscode.Uri {
  return vscode.Uri.file(path.join(vscode.workspace.workspaceFolders![0]!.uri.fsPath, relative));
}

async function move(from: string, to: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.renameFile(file(from), file(to));
  assert.ok(await vscode.workspace.applyEdit(edit));
}

async function textOf(relative: string): Promise<string> {
  return (await vscode.workspace.openTextDocument(file(relative))).getText();
}

/** Waits until a file says what it should. */
async function says(relative: string, wanted: string): Promise<void> {
  const end = Date.now() + 30_000;
  while (Date.now() < end && (await textOf(relative)) !== wanted)
    await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(await textOf(relative), wanted);
}

describe("files that are moved in the editor", () => {
  const texts = new Map<string, string>();
  const configuration = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration("lockstep");
  const wish = (value: string | undefined): Thenable<void> =>
    configuration().update("updateReferencesOnFileMove", value, vscode.ConfigurationTarget.Global);

  before(async function () {
    this.timeout(90_000);
    await vscode.extensions.getExtension("lockstep.lockstep")?.activate();
    await vscode.commands.executeCommand("lockstep.check");
    for (const one of [DIALER, "README.md", "docs/architecture.md", "docs/api.md", "docs/configuration.md"])
      texts.set(one, await fs.readFile(file(one).fsPath, "utf8"));
  });

  afterEach(async () => {
    await wish(undefined);
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await fs.rm(file("docs/specs/calls.md").fsPath, { force: true });
    for (const [one, text] of texts) await fs.writeFile(file(one).fsPath, text);
  });

  for (const [value, follows] of [
    ["prompt", true],
    ["always", true],
    ["never", false],
  ] as const) {
    it(`are followed by documents: ${value}`, async () => {
      await wish(value);
      const before = texts.get(DIALER) ?? "";
      const then = before.replaceAll("src/dialer/retry.ts", "src/dialer/attempts.ts");
      assert.notEqual(then, before);
      await move("src/dialer/retry.ts", "src/dialer/attempts.ts");
      await says(DIALER, follows ? then : before);
      await move("src/dialer/attempts.ts", "src/dialer/retry.ts");
      await says(DIALER, before);
    });
  }

  it("keep their own links, and are linked to from elsewhere", async () => {
    await wish("always");
    const before = texts.get(DIALER) ?? "";
    await move(DIALER, "docs/specs/calls.md");
    const then = before.replaceAll("](../", "](../../").replaceAll("](archive/", "](../archive/");
    await says("docs/specs/calls.md", then);
    await says(
      "README.md",
      (texts.get("README.md") ?? "").replace("](docs/dialer.md)", "](docs/specs/calls.md)"),
    );
    await says("docs/api.md", (texts.get("docs/api.md") ?? "").replace("](dialer.md)", "](specs/calls.md)"));
    await move("docs/specs/calls.md", DIALER);
    await says(DIALER, before);
  });
});
