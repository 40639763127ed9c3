import * as vscode from "vscode";
import { pickEngine, targetOf } from "../commands/targets.ts";
import type { Engines } from "../engines.ts";
import { agreed, chooseRuns } from "./choose.ts";
import { offeredBy } from "./run.ts";
import { saved } from "./saved.ts";
import { taskOf } from "./tasks.ts";

/** Lets a person pick what verifies the change and runs it as a task, once somebody has agreed to the commands. */
export async function runVerification(engines: Engines, argument: unknown): Promise<void> {
  if (!vscode.workspace.isTrusted) return mustTrust();
  const engine = targetOf(engines, argument)?.engine ?? (await pickEngine(engines));
  if (!engine || !(await saved(engine))) return;
  const { snapshot, known } = await offeredBy(engine);
  if (known.all.length === 0) {
    await vscode.window.showInformationMessage(
      "Lockstep: the configuration names no verification commands for this change, and nothing that changed proposes one.",
    );
    return;
  }
  const picked = await chooseRuns(known);
  if (picked.length === 0 || !(await agreed(picked, known, { engine, snapshot }))) return;
  await vscode.tasks.executeTask(
    taskOf(
      engines,
      engine,
      picked.map(({ name }) => name),
    ),
  );
}

async function mustTrust(): Promise<void> {
  const manage = "Manage Trust";
  const answer = await vscode.window.showWarningMessage(
    "Lockstep: this workspace is not trusted, so no program runs here.",
    manage,
  );
  if (answer === manage) await vscode.commands.executeCommand("workbench.trust.manage");
}
