import type { CommandId } from "#manifest/commands";
import { sayTrouble } from "#views/troubles";
import * as vscode from "vscode";
import { offerServers } from "./agents/mcp-servers.ts";
import { registerTools } from "./agents/tools.ts";
import { Decorations } from "./decorations.ts";
import { OwnDocuments } from "./documents.ts";
import { Engines } from "./engines.ts";
import { ClaimProblems } from "./evidence/claim-problems.ts";
import { registerEvidencePaste } from "./evidence/paste.ts";
import { ReportDocuments } from "./evidence/report-documents.ts";
import { ReadFiles } from "./gates/read-files.ts";
import { watchReviews } from "./gates/review.ts";
import { handlersOf } from "./handlers.ts";
import { registerDocumentStatus } from "./protocol/document-status.ts";
import { registerProtocolCompletions } from "./protocol/protocol-completions.ts";
import { Log } from "./log.ts";
import { updateMovedReferences } from "./moved-files.ts";
import { ProtocolDocuments } from "./protocol/protocol-documents.ts";
import { registerProtocolLanguage } from "./protocol/protocol-language.ts";
import { ProtocolProblems } from "./protocol/protocol-problems.ts";
import { proposeSetup } from "./propose-setup.ts";
import { RecentCommits } from "./replay/replays.ts";
import { Reminders } from "./reminders.ts";
import { Show } from "./show.ts";
import { Snooze } from "./snooze.ts";
import { registerTasks } from "./verification/tasks.ts";

/** Everything behind the commands. */
export interface App {
  /** Carries out a command. Its errors end here: told, with the log a click away. */
  run(command: CommandId, argument: unknown): Promise<void>;
}

/** Builds the extension and begins to open the workspace's repositories. */
export function startApp(context: vscode.ExtensionContext, channel: vscode.LogOutputChannel): App {
  const log = new Log(channel);
  const engines = new Engines(context, log);
  const documents = new OwnDocuments();
  const snooze = new Snooze(engines);
  const protocols = new ProtocolDocuments(engines);
  const problems = new ProtocolProblems(protocols);
  const reports = new ReportDocuments(engines);
  const read = new ReadFiles();
  const { extensionPath: home, secrets } = context;
  const recent = new RecentCommits(home, log);
  const show = new Show(engines, recent, snooze);
  const handlers = handlersOf({
    context,
    engines,
    documents,
    reports,
    log,
    home,
    secrets,
    read,
    recent,
    snooze,
  });
  context.subscriptions.push(
    problems,
    registerProtocolLanguage(protocols, engines),
    registerProtocolCompletions(protocols, engines),
    registerDocumentStatus(protocols, engines),
    registerEvidencePaste(engines),
    new ClaimProblems(engines, protocols),
    reports,
    engines.onDidChange(() => problems.drawAll()),
    documents,
    read,
    watchReviews(),
    recent,
    show,
    new Decorations(engines),
    updateMovedReferences(engines),
    snooze,
    new Reminders({ context, engines, snooze, gatesInSight: () => show.gatesInSight }),
    proposeSetup(context, engines),
    registerTools(engines),
    registerTasks(engines),
    offerServers(context, engines),
    { dispose: () => void engines.dispose() },
  );
  engines.open().catch((cause: unknown) => log.failed(cause));
  return {
    async run(command, argument) {
      try {
        await handlers[command](argument);
      } catch (cause) {
        log.failed(cause);
        const showLog = "Show Log";
        const answer = await vscode.window.showErrorMessage(
          `Lockstep: ${sayTrouble(cause).split("\n")[0]}`,
          showLog,
        );
        if (answer === showLog) log.show();
      }
    },
  };
}
