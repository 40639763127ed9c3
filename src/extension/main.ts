import { COMMANDS, type CommandId } from "#manifest/commands";
import { sayTrouble } from "#views/troubles";
import * as vscode from "vscode";
import { OwnDocuments } from "./documents.ts";
import { Engines } from "./engines.ts";
import { handlersOf } from "./handlers.ts";
import { Show } from "./show.ts";

/** Registers everything and reads nothing: repositories are opened when the first turn of the event loop is over. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel("Lockstep", { log: true });
  const engines = new Engines(context, log);
  const documents = new OwnDocuments();
  const show = new Show(engines);
  const handlers = handlersOf({ engines, documents, log, home: context.extensionPath });
  const commands = (Object.keys(COMMANDS) as CommandId[]).map((id) =>
    vscode.commands.registerCommand(id, guarded(handlers[id], log)),
  );
  context.subscriptions.push(log, documents, show, ...commands, { dispose: () => void engines.dispose() });
  setImmediate(() => void engines.open());
}

/** The one place of the extension where a command's errors end: told, with the log a click away. */
function guarded(handler: (argument: unknown) => unknown, log: vscode.LogOutputChannel): (argument: unknown) => Promise<void> {
  return async (argument) => {
    try {
      await handler(argument);
    } catch (cause) {
      log.error(cause instanceof Error ? cause : String(cause));
      const show = "Show Log";
      const answer = await vscode.window.showErrorMessage(`Lockstep: ${sayTrouble(cause).split("\n")[0]}`, show);
      if (answer === show) log.show();
    }
  };
}
