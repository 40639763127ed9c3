import { mapTargets, planMapPath } from "#acts/map-path";
import { surveyRepository } from "#adapters/survey";
import { plain } from "#views/plain";
import * as vscode from "vscode";
import { configurationFile } from "../configuration-file.ts";
import type { OwnDocuments } from "../documents.ts";
import type { Engine } from "../engine.ts";
import type { Engines } from "../engines.ts";
import { isAgreed } from "../propose-file.ts";
import { pathOf } from "../uris.ts";
import { targetOf } from "./targets.ts";

/**
 * Asks which surface a file or folder belongs to, and writes that into the configuration when somebody agrees.
 * @param argument a file of the Explorer, or what a finding is about; the active editor's file where it is neither
 */
export async function mapPath(engines: Engines, documents: OwnDocuments, argument: unknown): Promise<void> {
  await engines.open();
  const about = placeOf(engines, argument);
  if (!about) {
    await vscode.window.showInformationMessage("Lockstep: choose a file or folder of a repository.");
    return;
  }
  const { engine, path } = about;
  const snapshot = await engine.snapshot();
  if (snapshot.configuration?.findings.some(({ rule }) => rule === "config/invalid")) {
    await vscode.commands.executeCommand("lockstep.showConfigProblem");
    return;
  }
  const held = {
    config: snapshot.configuration?.config ?? {},
    protocol: snapshot.protocol,
    own: snapshot.ownProtocol,
  };
  const repository = await surveyRepository(engine.world);
  const picked = await vscode.window.showQuickPick(
    mapTargets(held, repository.paths, path).map(({ surface, has }) => ({
      label: plain(surface.title),
      description: has ? "has it already" : "",
      detail: plain(surface.requirement),
      surface,
    })),
    { title: `Map ${plain(path)}`, placeHolder: "Which surface does it belong to?", matchOnDetail: true },
  );
  if (!picked) return;
  const wanted = { path, surface: picked.surface.id };
  const planned = planMapPath(held, repository, wanted, await configurationFile(engine));
  if ("refused" in planned) {
    await vscode.window.showInformationMessage(`Lockstep: ${plain(planned.refused)}`);
    return;
  }
  const [file] = planned.plan.files;
  if (file && (await isAgreed(documents, file, planned.why ?? ""))) await engine.perform(planned.plan);
}

function placeOf(
  engines: Engines,
  argument: unknown,
): { readonly engine: Engine; readonly path: string } | undefined {
  const target = targetOf(engines, argument);
  if (target?.open) return { engine: target.engine, path: target.open.path };
  const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  const engine = uri && engines.of(uri);
  const path = engine && pathOf(engine.root, uri);
  return path === undefined || !engine ? undefined : { engine, path };
}
