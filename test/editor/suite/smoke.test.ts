import assert from "node:assert/strict";
import * as vscode from "vscode";
describe("throw-away in host", () => {
  it("has a workspace", () => assert.ok(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath.endsWith("crm")));
  it("has git", async () => {
    const git = vscode.extensions.getExtension("vscode.git");
    await git?.activate();
    assert.equal(git?.isActive, true);
  });
  it("fails sometimes", () => assert.deepEqual({ a: 1, b: [1, 2] }, { a: 1, b: [1, 3] }));
  it("later");
});
