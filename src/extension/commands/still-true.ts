import { linesInDoubt, planStillTrue } from "#acts/still-true";
import { LEAST_REASON } from "#acts/not-needed";
import { type Place, sayFact, sayPlace, type Verdict } from "#core";
import { plain } from "#views/plain";
import * as vscode from "vscode";
import type { Engines } from "../engines.ts";
import { pickEngine, targetOf, verdictOf } from "./targets.ts";

/** Asks for a line in doubt, where none is given, and for a reason; then records that the line stays true. */
export async function markStillTrue(engines: Engines, argument: unknown): Promise<void> {
  const target = targetOf(engines, argument);
  const engine = target?.engine ?? (await pickEngine(engines));
  const verdict = engine ? await verdictOf(engine) : undefined;
  if (!engine || !verdict) return;
  const place = target?.open ?? (await chosen(verdict));
  if (!place) return;
  const reason = await vscode.window.showInputBox({
    title: `${plain(sayPlace(place))} is still true`,
    prompt: "Why? Recorded with your name; it lapses when the line or the fact changes again.",
    validateInput: (text) =>
      text.trim().length < LEAST_REASON ? `At least ${LEAST_REASON} characters.` : undefined,
  });
  if (reason === undefined) return;
  const planned = planStillTrue(verdict, place, reason);
  if ("refused" in planned) {
    await vscode.window.showWarningMessage(planned.refused);
    return;
  }
  await engine.perform(planned.plan);
}

async function chosen(verdict: Verdict): Promise<Place | undefined> {
  const lines = linesInDoubt(verdict);
  if (lines.length === 0) {
    await vscode.window.showInformationMessage("Lockstep: no document line is in doubt.");
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(
    lines.map(({ place, says, fact }) => ({
      label: plain(sayPlace(place)),
      description: plain(says, 80),
      detail: plain(sayFact(fact)),
      place,
    })),
    { placeHolder: "Which line is still true?" },
  );
  return picked?.place;
}
