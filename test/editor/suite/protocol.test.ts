import assert from "node:assert/strict";
import * as fs from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";

const TEXT = `# Process

## PHASE 1 — Questions

Summarize a 5–10 bullet plan.

\`\`\`
=== AWAITING APPROVAL — DO NOT PROCEED ===
\`\`\`

## PHASE 2 — Changes

| Checklist Item | Result | Evidence (file:line) | Follow-up |
|---|---|---|---|
| Limit | Pass | src/dialer/retry.ts:2 | |
| Rest |  | src/ |  |
`;

describe("a protocol document in the editor", () => {
  let document: vscode.TextDocument;
  const lineOf = (text: string): number => TEXT.split("\n").findIndex((line) => line.includes(text));

  before(async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
    assert.ok(folder);
    const file = path.join(folder, "docs", "PROCESS.md");
    await fs.writeFile(file, TEXT);
    document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("lockstep.check");
  });

  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await fs.rm(document.uri.fsPath);
  });

  it("has an outline with its phases and gates", async () => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      "vscode.executeDocumentSymbolProvider",
      document.uri,
    );
    const names = symbols.flatMap(function flat({ name, children }): string[] {
      return [name, ...(children ?? []).flatMap(flat)];
    });
    assert.ok(
      names.some((name) => name.includes("Questions")),
      names.join(", "),
    );
    assert.ok(
      names.some((name) => name.includes("AWAITING APPROVAL")),
      names.join(", "),
    );
  });

  it("folds its phases", async () => {
    const ranges = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      "vscode.executeFoldingRangeProvider",
      document.uri,
    );
    assert.ok(ranges.some(({ start }) => start === lineOf("PHASE 1")));
  });

  it("has a lens on each phase", async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      document.uri,
    );
    assert.deepEqual(
      lenses.map(({ range }) => range.start.line),
      [lineOf("PHASE 1"), lineOf("PHASE 2")],
    );
  });

  it("links its evidence to the line", async () => {
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      "vscode.executeLinkProvider",
      document.uri,
    );
    const target = links.find(({ range }) => range.start.line === lineOf("| Limit"))?.target;
    assert.ok(target);
    assert.ok(target.path.endsWith("src/dialer/retry.ts"), target.path);
    assert.match(target.fragment, /^L?2/);
  });

  it("shows the lines that evidence points at", async () => {
    const line = lineOf("| Limit");
    const column = TEXT.split("\n")[line]?.indexOf("retry.ts") ?? 0;
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      new vscode.Position(line, column),
    );
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((one) => (typeof one === "string" ? one : one.value)),
    );
    assert.match(texts.join("\n"), /RETRY_LIMIT = 3/);
  });

  it("completes paths", async () => {
    const line = lineOf("| Rest");
    const column = (TEXT.split("\n")[line]?.indexOf("src/") ?? 0) + 4;
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      new vscode.Position(line, column),
      "/",
    );
    assert.ok(
      items.some(({ label }) => String(typeof label === "string" ? label : label.label).startsWith("src/")),
    );
  });

  it("renders markers, verdicts and evidence in the preview", async () => {
    const html = await vscode.commands.executeCommand<string>("markdown.api.render", document);
    assert.match(html, /lockstep-marker/);
    assert.match(html, /lockstep-pass/);
  });
});
