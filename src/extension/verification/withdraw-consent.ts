import { openConsents } from "#adapters/runner/consent";
import { count, plain } from "#views/plain";
import * as vscode from "vscode";
import { pickEngine } from "../commands/targets.ts";
import type { Engines } from "../engines.ts";

/** Lists the commands of a repository that somebody agreed to run, and takes back what is picked. */
export async function withdrawConsent(engines: Engines): Promise<void> {
  const engine = await pickEngine(engines);
  if (!engine) return;
  const consents = await openConsents(engine.root);
  const given = await consents.given();
  if (given.length === 0) {
    await vscode.window.showInformationMessage(
      "Lockstep: nobody agreed to run a command of this repository.",
    );
    return;
  }
  const picked = await vscode.window.showQuickPick(
    given.map((one) => ({ label: plain(one.says, 200), one })),
    {
      canPickMany: true,
      title: "Withdraw Consent",
      placeHolder: "Which commands may no longer run here without being asked?",
    },
  );
  if (!picked || picked.length === 0) return;
  for (const { one } of picked) await consents.withdraw(one);
  await vscode.window.showInformationMessage(
    `Lockstep: ${count(picked.length, "command")} of this repository will be asked about again.`,
  );
}
