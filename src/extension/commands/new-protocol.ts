import {
  planNewProtocol,
  planUseProtocol,
  protocolPath,
  refusedProtocolPath,
  TEMPLATES,
} from "#acts/new-protocol";
import { plain } from "#views/plain";
import * as vscode from "vscode";
import { configurationFile } from "../configuration-file.ts";
import type { OwnDocuments } from "../documents.ts";
import type { Engine } from "../engine.ts";
import type { Engines } from "../engines.ts";
import { isAgreed } from "../propose-file.ts";
import { uriOf } from "../uris.ts";
import { pickEngine } from "./targets.ts";

/** Creates a protocol document from one of ours and opens it; then says how changes are held to it. */
export async function newProtocol(engines: Engines, documents: OwnDocuments): Promise<void> {
  const engine = await pickEngine(engines);
  if (!engine) return;
  const picked = await vscode.window.showQuickPick(
    Object.entries(TEMPLATES).map(([name, detail]) => ({ label: name, detail })),
    { title: "New Protocol", placeHolder: "What to begin with? The document is yours to change." },
  );
  const text = picked && (await engine.world.builtin(picked.label));
  if (!picked || text === undefined) return;
  const paths = await engine.world.paths();
  const path = await vscode.window.showInputBox({
    title: "New Protocol",
    prompt: "Where? A path from the repository's root.",
    value: protocolPath(picked.label, paths),
    validateInput: (typed) => refusedProtocolPath(typed.trim(), paths),
  });
  if (path === undefined) return;
  const planned = planNewProtocol(path.trim(), text, paths);
  if ("refused" in planned) {
    await vscode.window.showWarningMessage(`Lockstep: ${plain(planned.refused)}`);
    return;
  }
  await engine.perform(planned.plan);
  await vscode.window.showTextDocument(uriOf(engine.root, path.trim()), { preview: false });
  await offerUse(engine, documents, path.trim());
}

/** A document holds nobody to anything before the configuration names it. */
async function offerUse(engine: Engine, documents: OwnDocuments, path: string): Promise<void> {
  const use = "Hold Changes to It…";
  const answer = await vscode.window.showInformationMessage(
    `Lockstep: changes are held to ${plain(path)} once the configuration names it.`,
    use,
  );
  if (answer !== use) return;
  const file = await configurationFile(engine);
  if (!file) {
    await vscode.commands.executeCommand("lockstep.initialize");
    return;
  }
  const { configuration } = await engine.snapshot();
  const planned = planUseProtocol({ config: configuration?.config ?? {} }, path, file);
  if ("refused" in planned) {
    await vscode.window.showInformationMessage(`Lockstep: ${plain(planned.refused)}`);
    return;
  }
  const [proposed] = planned.plan.files;
  const detail =
    "Changes are held to it beside the protocols named already. What nothing binds to files is said at its line.";
  if (proposed && (await isAgreed(documents, proposed, detail))) await engine.perform(planned.plan);
}
