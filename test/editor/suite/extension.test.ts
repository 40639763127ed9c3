import assert from "node:assert/strict";
import * as fs from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import { COMMANDS } from "../../../src/manifest/commands.ts";

const EXTENSION = "lockstep.lockstep";

/** Waits until `test` answers something. */
async function eventually<Answer>(what: string, test: () => Answer | undefined | false): Promise<Answer> {
  const end = Date.now() + 60_000;
  for (;;) {
    const answer = test();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`${what} did not happen within a minute`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function folder(): string {
  const found = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  assert.ok(found);
  return found;
}

function file(relative: string): vscode.Uri {
  return vscode.Uri.file(path.join(folder(), relative));
}

function ours(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "Lockstep");
}

describe("the extension", () => {
  const retry = (): vscode.Uri => file("src/dialer/retry.ts");
  let original: string;

  before(async function () {
    this.timeout(90_000);
    original = await fs.readFile(retry().fsPath, "utf8");
    await vscode.extensions.getExtension(EXTENSION)?.activate();
    await vscode.commands.executeCommand("lockstep.check");
  });

  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await fs.writeFile(retry().fsPath, original);
    await eventually("silence", () => ours(retry()).length === 0);
  });

  it("is active and registers every command of its manifest", async () => {
    assert.equal(vscode.extensions.getExtension(EXTENSION)?.isActive, true);
    const commands = await vscode.commands.getCommands(true);
    for (const id of Object.keys(COMMANDS)) assert.ok(commands.includes(id), id);
  });

  it("raises a diagnostic at the changed line, with related places and a rule", async () => {
    await fs.writeFile(retry().fsPath, original.replace("RETRY_LIMIT = 3", "RETRY_LIMIT = 5"));
    const diagnostics = await eventually("a diagnostic", () => ours(retry()).length > 0 && ours(retry()));
    const documentation = diagnostics.find(({ message }) => message.includes("docs/"));
    assert.ok(documentation, diagnostics.map(({ message }) => message).join("\n"));
    assert.equal(documentation.range.start.line, 1);
    assert.equal(documentation.severity, vscode.DiagnosticSeverity.Information);
    const code = documentation.code as { value: string };
    assert.equal(code.value, "surface/docs-behind-code");
    const related = documentation.relatedInformation ?? [];
    assert.ok(related.some(({ location }) => location.uri.fsPath.endsWith("docs/dialer.md")));
    assert.ok(ours(file("docs/dialer.md")).some(({ range }) => range.start.line === 15));
  });

  it("judges text that is not saved", async () => {
    const document = await vscode.workspace.openTextDocument(retry());
    await vscode.window.showTextDocument(document);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(retry(), document.lineAt(1).range, "export const RETRY_LIMIT = 9;");
    await vscode.workspace.applyEdit(edit);
    assert.equal(document.isDirty, true);
    await eventually("a diagnostic for unsaved text", () =>
      ours(retry()).some(({ message }) => message.includes("now 9")),
    );
  });

  it("offers what verifies the change as tasks", async () => {
    const proposed = file("scripts/ping.mjs");
    await fs.writeFile(proposed.fsPath, "1;\n");
    try {
      const tasks = await vscode.tasks.fetchTasks({ type: "lockstep" });
      const names = tasks.map(({ definition }) => String(definition["check"]));
      assert.ok(names.includes("tests"), names.join("\n"));
      assert.ok(names.includes("node --check scripts/ping.mjs"), names.join("\n"));
    } finally {
      await fs.rm(proposed.fsPath);
    }
  });

  it("offers quick fixes", async () => {
    await fs.writeFile(retry().fsPath, original.replace("RETRY_LIMIT = 3", "RETRY_LIMIT = 5"));
    await eventually("a diagnostic", () => ours(retry()).length > 0);
    await vscode.workspace.openTextDocument(retry());
    const range = new vscode.Range(1, 0, 1, 5);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      retry(),
      range,
    );
    const titles = actions.map(({ title }) => title);
    assert.ok(titles.includes("Open docs/dialer.md:16"), titles.join(", "));
    assert.ok(titles.includes("Not needed…"));
  });

  it("ignores arguments that are none", async () => {
    await vscode.commands.executeCommand("lockstep.openPlace", {
      root: "/etc",
      open: { path: "passwd", line: 1 },
    });
    await vscode.commands.executeCommand("lockstep.openPlace", "nonsense");
    assert.notEqual(vscode.window.activeTextEditor?.document.uri.fsPath, "/etc/passwd");
  });

  it("shows what is wrong with the configuration at its line, and recovers", async () => {
    const config = file(".lockstep/config.jsonc");
    const valid = await fs.readFile(config.fsPath, "utf8");
    try {
      await fs.writeFile(config.fsPath, '{\n  "surfacs": {}\n}\n');
      const [wrong] = await eventually("a diagnostic in the configuration", () => {
        const found = ours(config).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
        return found.length > 0 && found;
      });
      assert.equal(wrong?.range.start.line, 1);
    } finally {
      await fs.writeFile(config.fsPath, valid);
    }
    await eventually("a valid configuration", () => ours(config).length === 0);
  });
});
