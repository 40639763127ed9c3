import { planInitialize } from "#acts/initialize";
import { surveyRepository } from "#adapters/survey";
import * as vscode from "vscode";
import type { OwnDocuments } from "../documents.ts";
import type { Engines } from "../engines.ts";
import { isAgreed } from "../propose-file.ts";
import { uriOf } from "../uris.ts";
import { pickEngine } from "./targets.ts";

/** Proposes a configuration, shows it, and writes it when somebody agrees. */
export async function initialize(engines: Engines, documents: OwnDocuments): Promise<void> {
  const engine = await pickEngine(engines);
  if (!engine) return;
  const planned = planInitialize(await surveyRepository(engine.world));
  if ("refused" in planned) {
    await vscode.window.showInformationMessage(planned.refused);
    return;
  }
  const [file] = planned.plan.files;
  if (!file) return;
  const detail = "It binds the change protocol to the files of this repository. You can edit it at any time.";
  if (!(await isAgreed(documents, file, detail))) return;
  await engine.perform(planned.plan);
  await vscode.window.showTextDocument(uriOf(engine.root, file.path));
}
