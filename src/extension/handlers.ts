import { CONFIG_PATHS } from "#core";
import type { CommandId } from "#manifest/commands";
import * as vscode from "vscode";
import { beginFile } from "./commands/begin-file.ts";
import { compareBase } from "./commands/compare-base.ts";
import { connect } from "./commands/connect.ts";
import { copyDiagnostics } from "./commands/copy-diagnostics.ts";
import { mapPath } from "./commands/map-path.ts";
import { newProtocol } from "./commands/new-protocol.ts";
import { openProtocols } from "./commands/open-protocols.ts";
import { doctor } from "./commands/doctor.ts";
import { initialize } from "./commands/initialize.ts";
import { markNotNeeded } from "./commands/mark-not-needed.ts";
import { markStillTrue } from "./commands/still-true.ts";
import { goToNextStep, showGate } from "./commands/show-gate.ts";
import { targetOf, verdictOf, pickEngine } from "./commands/targets.ts";
import type { OwnDocuments } from "./documents.ts";
import type { Engines } from "./engines.ts";
import { evidenceHandlers } from "./evidence/handlers.ts";
import type { ReportDocuments } from "./evidence/report-documents.ts";
import { gateHandlers } from "./gates/handlers.ts";
import type { ReadFiles } from "./gates/read-files.ts";
import { replayHandlers } from "./replay/handlers.ts";
import { openAt } from "./replay/open-at.ts";
import type { RecentCommits } from "./replay/replays.ts";
import { withdrawConsent } from "./verification/withdraw-consent.ts";
import { runVerification } from "./verification/run-verification.ts";
import type { Snooze } from "./snooze.ts";
import { openPlace } from "./uris.ts";
import type { Log } from "./log.ts";

type Handlers = { readonly [Id in CommandId]: (argument: unknown) => unknown };

/** What the commands work with. */
export interface Tools {
  readonly context: vscode.ExtensionContext;
  readonly engines: Engines;
  readonly documents: OwnDocuments;
  readonly reports: ReportDocuments;
  readonly log: Log;
  readonly home: string;
  readonly secrets: vscode.SecretStorage;
  readonly read: ReadFiles;
  readonly recent: RecentCommits;
  readonly snooze: Snooze;
}

/** Every command's handler; one that is missing does not compile. */
export function handlersOf({
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
}: Tools): Handlers {
  return {
    "lockstep.initialize": () => initialize(engines, documents),
    "lockstep.showGate": () => showGate(engines),
    "lockstep.nextStep": () => goToNextStep(engines),
    "lockstep.check": async () => {
      await engines.open();
      await engines.checkAll();
    },
    ...gateHandlers({ engines, documents, secrets, read }),
    "lockstep.markNotNeeded": (argument) => markNotNeeded(engines, argument),
    "lockstep.stillTrue": (argument) => markStillTrue(engines, argument),
    "lockstep.runVerification": (argument) => runVerification(engines, argument),
    ...evidenceHandlers(engines, reports),
    ...replayHandlers(engines, documents, recent),
    "lockstep.withdrawConsent": () => withdrawConsent(engines),
    "lockstep.newProtocol": () => newProtocol(engines, documents),
    "lockstep.mapPath": (argument) => mapPath(engines, documents, argument),
    "lockstep.validateProtocol": async () => {
      await engines.open();
      await engines.checkAll();
      await openProtocols(engines);
      await vscode.commands.executeCommand("workbench.actions.view.problems");
    },
    "lockstep.showProtocols": () => vscode.commands.executeCommand("lockstep.protocols.focus"),
    "lockstep.compareBase": () => compareBase(engines),
    "lockstep.connect": () => connect(engines, documents, home),
    "lockstep.doctor": () => doctor(home, documents),
    "lockstep.snooze": () => snooze.choose(),
    "lockstep.showLog": () => log.show(),
    "lockstep.copyDiagnostics": () => copyDiagnostics(context, engines, log),
    "lockstep.openWalkthrough": () =>
      vscode.commands.executeCommand(
        "workbench.action.openWalkthrough",
        "lockstep.lockstep#lockstep.start",
        false,
      ),
    "lockstep.openSettings": () =>
      vscode.commands.executeCommand("workbench.action.openSettings", "@ext:lockstep.lockstep"),
    "lockstep.openPlace": async (argument) => {
      const target = targetOf(engines, argument);
      if (!target?.open) return;
      if (target.commit !== undefined) await openAt(target.engine, documents, target.commit, target.open);
      else await openPlace(target.engine.root, target.open);
    },
    "lockstep.beginFile": (argument) => beginFile(engines, argument),
    "lockstep.showConfigProblem": async () => {
      const engine = await pickEngine(engines);
      const verdict = engine ? await verdictOf(engine) : undefined;
      const problem = verdict?.findings.find(({ rule }) => rule.startsWith("config/"));
      if (engine) await openPlace(engine.root, problem?.place ?? { path: CONFIG_PATHS[0], line: 1 });
    },
    "lockstep.explainRule": (argument) =>
      argument instanceof vscode.Uri ? documents.preview(argument) : undefined,
  };
}
