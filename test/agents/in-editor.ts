import { writeFileSync } from "node:fs";
import * as vscode from "vscode";

/** Runs inside the extension host: asks the editor's own agent mode one thing and waits until its turn has ended. */
export async function run(): Promise<void> {
  await vscode.extensions.getExtension("lockstep.lockstep")!.activate();
  await vscode.commands.executeCommand("lockstep.check");
  // The chat's own extension registers its agent and the model that the settings name when it is started.
  await vscode.extensions.getExtension("GitHub.copilot-chat")!.activate();
  while ((await vscode.lm.selectChatModels({ vendor: "customendpoint" })).length === 0)
    await new Promise((resolve) => setTimeout(resolve, 200));
  await vscode.commands.executeCommand("workbench.action.chat.open", {
    query: process.env["LOCKSTEP_PROMPT"],
    mode: "agent",
    modelSelector: { vendor: "customendpoint", id: "fake-model" },
    blockOnResponse: true,
  });
  const tools = vscode.lm.tools.map(({ name }) => name).filter((name) => name.includes("lockstep"));
  writeFileSync(process.env["LOCKSTEP_TOOLS"]!, JSON.stringify(tools));
}
