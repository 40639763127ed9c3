import { verifyDocument } from "#adapters/verify-document";
import { type ClaimState, evidenceReport } from "#core";
import { count } from "#views/plain";
import * as vscode from "vscode";
import { pickEngine, verdictOf } from "../commands/targets.ts";
import type { Engines } from "../engines.ts";
import { pathOf } from "../uris.ts";

/** Checks everything that is claimed and says how it came out; the Problems panel has each claim that does not hold. */
export async function verifyEvidence(engines: Engines): Promise<void> {
  const engine = await pickEngine(engines);
  if (!engine) return;
  await engine.check();
  const document = vscode.window.activeTextEditor?.document;
  const path = document && pathOf(engine.root, document.uri);
  const { audit } = (await verdictOf(engine)) ?? {};
  const states =
    document?.languageId === "markdown" && path !== undefined && !audit?.documents.includes(path)
      ? await statesIn(document, path)
      : [...(audit?.items ?? []), ...(audit?.rubric ?? [])].flatMap(({ evidence }) =>
          evidence.map(({ state }) => state),
        );
  const good = states.filter((state) => state === "holds").length;
  const rest = states.length - good;
  const said =
    states.length === 0
      ? "nothing is claimed of this change yet."
      : rest === 0
        ? `all ${count(states.length, "claim")} hold.`
        : `${good} of ${count(states.length, "claim")} hold; ${rest} ${rest === 1 ? "does" : "do"} not.`;
  const show = rest > 0 ? ["Show Problems"] : [];
  const answer = await vscode.window.showInformationMessage(`Lockstep: ${said}`, ...show);
  if (answer) await vscode.commands.executeCommand("workbench.actions.view.problems");

  async function statesIn(open: vscode.TextDocument, at: string): Promise<ClaimState[]> {
    const [snapshot, comparison] = await Promise.all([engine!.snapshot(), engine!.world.compare()]);
    const verified = await verifyDocument(comparison, snapshot, { path: at, text: open.getText() });
    const { rows } = evidenceReport(verified);
    return rows.flatMap(({ claims }) => claims.map(({ state }) => state));
  }
}
