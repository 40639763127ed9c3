import { protocolToPropose } from "#acts/initialize";
import { surveyRepository } from "#adapters/survey";
import { plain } from "#views/plain";
import * as vscode from "vscode";
import type { Engine } from "./engine.ts";
import type { Engines } from "./engines.ts";

/** The repositories of this workspace that were asked about. */
const ASKED = "setupAsked";

/** Asks once in a workspace whether a document that reads like a change protocol shall be the repository's. */
export function proposeSetup(context: vscode.ExtensionContext, engines: Engines): vscode.Disposable {
  const looked = new Set<string>();
  const look = (engine: Engine): void => {
    const { root, state } = engine;
    if (state.is !== "verdict" || looked.has(root)) return;
    looked.add(root);
    const isOurs = state.verdict.protocols.every((name) => name === "lockstep:recommended");
    const asked = context.workspaceState.get<readonly string[]>(ASKED) ?? [];
    if (!isOurs || asked.includes(root) || engines.settings().reminders === "never") return;
    void propose(engine, () => context.workspaceState.update(ASKED, [...asked, root]));
  };
  return engines.onDidChange(() => engines.all.forEach(look));
}

async function propose(engine: Engine, asked: () => Thenable<void>): Promise<void> {
  const found = protocolToPropose(await surveyRepository(engine.world));
  if (found === undefined) return;
  await asked();
  const setUp = "Set Up…";
  const answer = await vscode.window.showInformationMessage(
    `Lockstep: use ${plain(found, 200)} as this repository's change protocol?`,
    setUp,
    "Not Now",
  );
  if (answer === setUp) await vscode.commands.executeCommand("lockstep.initialize");
}
