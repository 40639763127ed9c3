import { sayCommand } from "#adapters/runner/command";
import { isKnownGap, missedRun, type Verification, type Verifications } from "#adapters/verification";
import type { Snapshot } from "#core";
import { plain } from "#views/plain";
import { sayOffered } from "#views/runs";
import * as vscode from "vscode";
import type { Engine } from "../engine.ts";

/** Lets a person pick among the configured and the proposed commands; what is wanted is picked already. */
export async function chooseRuns({ all }: Verifications): Promise<readonly Verification[]> {
  const item = (verification: Verification): vscode.QuickPickItem & { verification: Verification } => ({
    label: plain(verification.name, 200),
    description: sayOffered(verification),
    detail: [
      ...(verification.id === undefined ? [] : [plain(sayCommand(verification.command), 200)]),
      plain(verification.why, 200),
    ].join(" – "),
    picked: verification.wanted,
    verification,
  });
  const picked = await vscode.window.showQuickPick(all.map(item), {
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
    title: "Run Verification",
    placeHolder: "Which commands? Nothing runs that you have not agreed to.",
  });
  return (picked ?? []).map(({ verification }) => verification);
}

/**
 * Shows the commands nobody has agreed to yet, in full, and remembers a yes to each. A no is recorded: these
 * commands were not run.
 */
export async function agreed(
  picked: readonly Verification[],
  { consents }: Verifications,
  { engine, snapshot }: { readonly engine: Engine; readonly snapshot: Snapshot },
): Promise<boolean> {
  const open = picked.filter(({ consented }) => !consented);
  if (open.length === 0) return true;
  const run = "Run";
  const answer = await vscode.window.showWarningMessage(
    open.length === 1 ? "Run this command of the repository?" : "Run these commands of the repository?",
    { modal: true, detail: open.map(({ command }) => plain(sayCommand(command), Infinity)).join("\n") },
    run,
  );
  if (answer === run) {
    for (const { command } of open) await consents.consent(command);
    return true;
  }
  for (const one of open) {
    const missed = missedRun(one, "no-consent", snapshot.digest);
    if (!isKnownGap(missed, snapshot)) await engine.perform(missed.plan);
  }
  return false;
}
