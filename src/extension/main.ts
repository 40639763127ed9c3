import { COMMANDS, type CommandId } from "#manifest/commands";
import { previewPlugin } from "#core";
import * as vscode from "vscode";
import type { App } from "./app.ts";

/** What the Markdown preview asks of us; it brings its own markdown-it. */
interface PreviewExtension {
  extendMarkdownIt<Markdown extends Parameters<typeof previewPlugin>[0]>(markdown: Markdown): Markdown;
}

/** Registers the commands and reads nothing. The rest is loaded when the first turn of the event loop is over. */
export function activate(context: vscode.ExtensionContext): PreviewExtension {
  const log = vscode.window.createOutputChannel("Lockstep", { log: true });
  let app: Promise<App> | undefined;
  const loaded = (): Promise<App> =>
    (app ??= import("./app.ts").then(({ startApp }) => startApp(context, log)));
  for (const id of Object.keys(COMMANDS) as CommandId[]) {
    const run = async (argument: unknown): Promise<void> => (await loaded()).run(id, argument);
    context.subscriptions.push(vscode.commands.registerCommand(id, run));
  }
  context.subscriptions.push(log);
  setImmediate(() => {
    loaded().catch((cause: unknown) => log.error(cause instanceof Error ? cause : String(cause)));
  });
  return {
    extendMarkdownIt(markdown) {
      previewPlugin(markdown);
      return markdown;
    },
  };
}
