import { type ApprovalAct, prepareApproval } from "#acts/approve";
import { agentMarks } from "#adapters/agent-marks";
import { recordApproval } from "#adapters/approve";
import { keepApprovedText } from "#adapters/ledger/approved-texts";
import { addOwnSigner, signerLine } from "#adapters/ledger/own-signers";
import { signWithEditorKey } from "#adapters/signing/editor-key";
import { APPROVAL_NAMESPACE } from "#adapters/signing/sshsig";
import { judge, type Snapshot, TIER_NAMES } from "#core";
import { currentGate } from "#views/next-step";
import { plain } from "#views/plain";
import * as vscode from "vscode";
import { pickEngine, verdictOf } from "../commands/targets.ts";
import type { Engine } from "../engine.ts";
import type { Engines } from "../engines.ts";
import { uriOf } from "../uris.ts";
import { approvalKey } from "./key.ts";
import type { ReadFiles } from "./read-files.ts";

/** What approving works with. */
export interface Approving {
  readonly engines: Engines;
  readonly secrets: vscode.SecretStorage;
  readonly read: ReadFiles;
}

/**
 * Approves the current gate: one human act. It takes no arguments, so that nobody who calls the command says what is
 * approved; a person reads what it stands on in a dialog of our own, types the phase's number, and the key that the
 * editor keeps signs.
 */
export async function approveGate({ engines, secrets, read }: Approving): Promise<void> {
  const engine = await pickEngine(engines);
  if (!engine) return;
  const snapshot = await engine.snapshot();
  const verdict = judge(snapshot);
  const gate = currentGate(verdict);
  if (!gate) {
    await vscode.window.showInformationMessage("Lockstep: no gate waits.");
    return;
  }
  const unread = read.unread(snapshot.files, (path) => uriOf(engine.root, path));
  const act = prepareApproval(snapshot, verdict, gate.phase, { marks: agentMarks(process.env), unread });
  if ("refused" in act) {
    await vscode.window.showWarningMessage(`Lockstep: ${act.refused}`);
    return;
  }
  if (!(await isMeant(act))) return;
  const event = await signed(engine, secrets, act);
  const text = snapshot.phaseTexts.get(act.change)?.get(act.phase)?.text;
  if (text !== undefined) await keepApprovedText(engine.world.repository.commonDir, event.id, text);
  await engine.check();
  await sayWorth(engine, snapshot, secrets, act.phase, event.id);
}

/** The dialog, and the number typed. */
async function isMeant({ phase, shown }: ApprovalAct): Promise<boolean> {
  const next = "Continue…";
  const [title = "", ...rest] = shown.split("\n");
  const detail = rest.map((line) => plain(line, 300)).join("\n");
  const answer = await vscode.window.showWarningMessage(
    `Approve ${plain(title, 300)}?`,
    { modal: true, detail },
    next,
  );
  if (answer !== next) return false;
  const typed = await vscode.window.showInputBox({
    title: `Approve Phase ${phase}`,
    prompt: `Type ${phase} to approve phase ${phase}. It is signed with the key this editor keeps.`,
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === String(phase) ? undefined : `Type ${phase}, or press Escape.`),
  });
  return typed?.trim() === String(phase);
}

async function signed(engine: Engine, secrets: vscode.SecretStorage, act: ApprovalAct) {
  const key = await approvalKey(secrets);
  await addOwnSigner(signerLine(await nameOf(engine), key.publicLine));
  return recordApproval(engine.world.repository, act, await engine.world.actor(), async (id) =>
    signWithEditorKey(key.secret, APPROVAL_NAMESPACE, id),
  );
}

/** Says what the approval is worth: never only that it was given. */
async function sayWorth(
  engine: Engine,
  { records }: Snapshot,
  secrets: vscode.SecretStorage,
  phase: number,
  event: string,
): Promise<void> {
  const verdict = await verdictOf(engine);
  const gate = verdict?.gates.find((one) => one.phase === phase && one.change === verdict.record?.id);
  if (gate?.approval?.id !== event) {
    const why = plain(gate?.asks[0]?.text ?? "its gate is not there any more", 300);
    await vscode.window.showWarningMessage(`Lockstep: recorded, and the gate stays closed: ${why}`);
    return;
  }
  const copy = "Copy Key for CI";
  const isFirst = records.changes.every(({ approvals }) => approvals.length === 0);
  const answer = await vscode.window.showInformationMessage(
    `Lockstep: phase ${phase} is approved, ${TIER_NAMES[gate.approval.tier]}.${
      isFirst ? " For CI the key has to stand in .lockstep/allowed_signers of the base." : ""
    }`,
    ...(isFirst ? [copy] : []),
  );
  if (answer !== copy) return;
  const { publicLine } = await approvalKey(secrets);
  await vscode.env.clipboard.writeText(`${signerLine(await nameOf(engine), publicLine)}\n`);
}

async function nameOf(engine: Engine): Promise<string> {
  const { email, name } = await engine.world.repository.person();
  return email ?? name ?? "somebody";
}
