import { MCP_PROVIDER } from "#manifest/tools";
import * as path from "node:path";
import * as vscode from "vscode";
import type { Engines } from "../engines.ts";

/** Offers `lockstep mcp` for every repository that is open; the process that runs the extension runs it too. */
export function offerServers(context: vscode.ExtensionContext, engines: Engines): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  let offered = "";
  const provider = vscode.lm.registerMcpServerDefinitionProvider(MCP_PROVIDER, {
    onDidChangeMcpServerDefinitions: changed.event,
    async provideMcpServerDefinitions() {
      if (!vscode.workspace.isTrusted || !engines.settings()["agents.mcp"]) return [];
      await engines.open();
      const several = engines.all.length > 1;
      return engines.all.map(({ root }) => {
        const server = new vscode.McpStdioServerDefinition(
          several ? `Lockstep: ${path.basename(root)}` : "Lockstep",
          process.execPath,
          [path.join(context.extensionPath, "dist", "cli.mjs"), "mcp", "--cwd", root],
          { ELECTRON_RUN_AS_NODE: "1" },
          String((context.extension.packageJSON as { version: unknown }).version),
        );
        server.cwd = vscode.Uri.file(root);
        return server;
      });
    },
  });
  // Only what changes the list is told: every telling restarts servers.
  const tell = (): void => {
    const now = JSON.stringify([engines.settings()["agents.mcp"], engines.all.map(({ root }) => root)]);
    if (now !== offered) changed.fire();
    offered = now;
  };
  return vscode.Disposable.from(provider, changed, engines.onDidChange(tell));
}
