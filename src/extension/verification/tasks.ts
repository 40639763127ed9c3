import { TASK } from "#manifest/tasks";
import { plain } from "#views/plain";
import * as vscode from "vscode";
import type { Engine } from "../engine.ts";
import type { Engines } from "../engines.ts";
import { pathOf } from "../uris.ts";
import { agreed } from "./choose.ts";
import { offeredBy, runShown } from "./run.ts";
import { saved } from "./saved.ts";
import { type Shown, terminalOf } from "./terminal.ts";

/** Offers what verifies the change as tasks of the editor: *Run Task…*, `tasks.json`, *Rerun Last Task*. */
export function registerTasks(engines: Engines): vscode.Disposable {
  return vscode.tasks.registerTaskProvider(TASK.type, {
    async provideTasks() {
      await engines.open();
      const offered = await Promise.all(
        engines.all.map(async (engine) => {
          const { known } = await offeredBy(engine);
          return known.all.map(({ name, why }) => taskOf(engines, engine, [name], why));
        }),
      );
      return offered.flat();
    },
    resolveTask({ definition, scope }) {
      const check: unknown = definition["check"];
      const engine = engines.all.find((one) => typeof scope !== "object" || isIn(one, scope));
      if (typeof check !== "string" || !engine) return undefined;
      return taskOf(engines, engine, check.split("\n"));
    },
  });
}

/** A task that runs verifications by their names: it looks them up when it starts, and asks for consent where there is none. */
export function taskOf(engines: Engines, engine: Engine, names: readonly string[], why = ""): vscode.Task {
  const task = new vscode.Task(
    { type: TASK.type, check: names.join("\n") },
    vscode.workspace.workspaceFolders?.find((folder) => isIn(engine, folder)) ?? vscode.TaskScope.Workspace,
    names.length === 1 ? plain(names[0] ?? "", 200) : `${names.length} verifications`,
    "lockstep",
    new vscode.CustomExecution(async () => terminalOf((shown) => runNamed(engines, engine, names, shown))),
    `$${TASK.matcher}`,
  );
  task.detail = plain(why, 200);
  task.group = vscode.TaskGroup.Test;
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, focus: false, clear: false };
  return task;
}

/** Runs what has these names now; answers the exit status of the task. */
async function runNamed(
  engines: Engines,
  engine: Engine,
  names: readonly string[],
  shown: Shown,
): Promise<number> {
  if (!vscode.workspace.isTrusted)
    throw new Error("This workspace is not trusted; Lockstep runs no program here.");
  if (!(await saved(engine))) throw new Error("Something is not saved, and what runs is what is on disk.");
  const { snapshot, known } = await offeredBy(engine);
  const picked = names.map((name) => {
    const found = known.all.find((one) => one.name === name);
    if (found) return found;
    throw new Error(`There is no verification “${plain(name, 400)}” for this change.`);
  });
  if (!(await agreed(picked, known, { engine, snapshot }))) throw new Error("Nobody agreed to run it.");
  return runShown({ engines, engine, picked, consents: known.consents, shown });
}

/** Whether a folder of the workspace lies in an engine's repository. */
function isIn({ root }: Engine, { uri }: vscode.WorkspaceFolder): boolean {
  return uri.fsPath === root || pathOf(root, uri) !== undefined;
}
