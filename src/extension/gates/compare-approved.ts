import { approvedText } from "#adapters/ledger/approved-texts";
import { currentGate } from "#views/next-step";
import * as vscode from "vscode";
import { pickEngine, targetOf } from "../commands/targets.ts";
import type { OwnDocuments } from "../documents.ts";
import type { Engines } from "../engines.ts";
import { uriOf } from "../uris.ts";
import { judge } from "#core";

/** Shows a phase's document beside the text that was approved, where that was on this machine. */
export async function compareApproved(
  engines: Engines,
  documents: OwnDocuments,
  argument: unknown,
): Promise<void> {
  const target = targetOf(engines, argument);
  const engine = target?.engine ?? (await pickEngine(engines));
  if (!engine) return;
  const snapshot = await engine.snapshot();
  const verdict = judge(snapshot);
  const phase = target?.phase ?? currentGate(verdict)?.phase;
  const gate = verdict.gates.find((one) => one.phase === phase && one.change === verdict.record?.id);
  const state = snapshot.records.changes.find(({ change }) => change === gate?.change);
  const last = state?.approvals.findLast(({ event }) => event.data.phase === phase);
  const text = last ? await approvedText(engine.world.repository.commonDir, last.event.id) : undefined;
  if (!gate?.document || text === undefined) {
    await vscode.window.showInformationMessage(
      "Lockstep: what was approved is not kept on this machine; the findings say what is different.",
    );
    return;
  }
  const approved = documents.put(
    `/approved/${gate.document.slice(gate.document.lastIndexOf("/") + 1)}`,
    text,
  );
  const title = `Approved ↔ now: phase ${gate.phase}`;
  await vscode.commands.executeCommand("vscode.diff", approved, uriOf(engine.root, gate.document), title);
}
