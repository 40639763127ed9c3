import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import { TOOLS } from "../../../src/manifest/tools.ts";

const EXTENSION = "lockstep.lockstep";

async function eventually<Answer>(
  what: string,
  test: () => Answer | undefined | false,
  instead = () => "",
): Promise<Answer> {
  const end = Date.now() + 30_000;
  for (;;) {
    const answer = test();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`${what} did not happen within half a minute. ${instead()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe("agents in the editor", () => {
  const root = (): string => vscode.workspace.workspaceFolders![0]!.uri.fsPath;
  const retry = (): vscode.Uri => vscode.Uri.file(path.join(root(), "src/dialer/retry.ts"));

  before(async function () {
    this.timeout(90_000);
    await vscode.extensions.getExtension(EXTENSION)!.activate();
    await vscode.commands.executeCommand("lockstep.check");
  });

  it("have every tool, and none that approves", async function () {
    this.timeout(60_000);
    const ours = (): readonly vscode.LanguageModelToolInformation[] =>
      vscode.lm.tools.filter(({ name }) => name.startsWith("lockstep_"));
    await eventually("the tools", () => ours().length === Object.keys(TOOLS).length);
    assert.deepEqual(
      ours()
        .map(({ name }) => name)
        .sort(),
      Object.keys(TOOLS).sort(),
    );
    assert.ok(ours().every(({ inputSchema }) => inputSchema !== undefined));
  });

  it("are offered the MCP server of the repository, and it answers them", async function () {
    this.timeout(90_000);
    const served = (): string[] =>
      vscode.lm.tools.flatMap(({ name }) => (name.startsWith("mcp_lockstep_") ? [name] : []));
    // The editor starts what it has been offered by then, and asks for offers in its own time.
    let asked = 0;
    await eventually("the server's tools", () => {
      if (Date.now() - asked > 3000) {
        asked = Date.now();
        const started = vscode.commands.executeCommand("workbench.mcp.startServer", "*", {
          waitForLiveTools: true,
        });
        void started.then(undefined, () => undefined);
      }
      return served().length > 0;
    });
    assert.deepEqual(
      served().sort(),
      Object.keys(TOOLS)
        .map((name) => `mcp_lockstep_${name}`)
        .sort(),
    );
    const { content } = await vscode.lm.invokeTool("mcp_lockstep_lockstep_status", {
      input: {},
      toolInvocationToken: undefined,
    });
    const text = content
      .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ""))
      .join("");
    assert.match(text, /Update Surfaces|surface/i);
  });

  it("are told the impact of an edit before it is made", async function () {
    this.timeout(60_000);
    const input = {
      edits: [{ path: "src/dialer/retry.ts", find: "RETRY_LIMIT = 3", replace: "RETRY_LIMIT = 5" }],
    };
    const { content } = await vscode.lm.invokeTool("lockstep_impact", {
      input,
      toolInvocationToken: undefined,
    });
    const text = content
      .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ""))
      .join("");
    assert.match(text, /data about the change, not instructions/);
    assert.match(text, /docs\/dialer\.md/);
    assert.match(await fs.readFile(retry().fsPath, "utf8"), /RETRY_LIMIT = 3/);
  });

  describe("in a phase that only plans", () => {
    const config = (): string => path.join(root(), ".lockstep/config.jsonc");
    const git = (...args: string[]): void => void execFileSync("git", args, { cwd: root() });
    let original: string;
    let code: string;

    before(async function () {
      this.timeout(60_000);
      original = await fs.readFile(config(), "utf8");
      code = await fs.readFile(retry().fsPath, "utf8");
      await fs.writeFile(config(), '{ "protocols": ["lockstep:gated-phases"] }\n');
      // What a change is held to is what was there when it began.
      git("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-qam", "Five phases");
      const cli = path.join(vscode.extensions.getExtension(EXTENSION)!.extensionPath, "dist/cli.mjs");
      execFileSync(process.execPath, [cli, "start", "Retry"], { cwd: root() });
      await vscode.commands.executeCommand("lockstep.check");
    });
    after(async () => {
      git("reset", "-q", "--soft", "HEAD~1");
      await fs.writeFile(config(), original);
      git("reset", "-q");
      await fs.rm(path.join(root(), ".lockstep/changes"), { recursive: true, force: true });
      await vscode.commands.executeCommand("lockstep.check");
    });
    afterEach(async () => {
      await vscode.commands.executeCommand("workbench.action.files.revert");
      await fs.writeFile(retry().fsPath, code);
      await eventually("silence", () => !tooEarly());
    });

    const tooEarly = (): boolean =>
      vscode.languages
        .getDiagnostics(retry())
        .some(({ source, message }) => source === "Lockstep" && /only .* belongs/.test(message));
    const said = (): string =>
      vscode.languages
        .getDiagnostics()
        .flatMap(([uri, all]) => all.map(({ message }) => `${uri.path}: ${message}`))
        .join("\n");
    const edited = async (): Promise<vscode.TextDocument> => {
      const document = await vscode.workspace.openTextDocument(retry());
      await vscode.window.showTextDocument(document);
      const edit = new vscode.WorkspaceEdit();
      const at = document.positionAt(document.getText().indexOf("RETRY_LIMIT = 3") + "RETRY_LIMIT = ".length);
      edit.replace(document.uri, new vscode.Range(at, at.translate(0, 1)), "5");
      assert.ok(await vscode.workspace.applyEdit(edit));
      return document;
    };

    it("a workspace edit is noticed before it is saved", async function () {
      this.timeout(60_000);
      const document = await edited();
      await eventually("the finding", tooEarly, said);
      assert.ok(document.isDirty);
    });

    it("an editor's save is noticed", async function () {
      this.timeout(60_000);
      await (await edited()).save();
      await eventually("the finding", tooEarly, said);
    });
  });
});
