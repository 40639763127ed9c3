import { LEAST_REASON, planNotNeeded } from "#acts/not-needed";
import type { SurfaceVerdict, Verdict } from "#core";
import { count, plain } from "#views/plain";
import * as vscode from "vscode";
import type { Engines } from "../engines.ts";
import { pickEngine, targetOf, verdictOf } from "./targets.ts";

/** Asks for a surface, where none is given, and for a reason; then records the decision. */
export async function markNotNeeded(engines: Engines, argument: unknown): Promise<void> {
  const target = targetOf(engines, argument);
  const engine = target?.engine ?? (await pickEngine(engines));
  const verdict = engine ? await verdictOf(engine) : undefined;
  if (!engine || !verdict) return;
  const surface = await chosen(verdict, target?.surface);
  if (!surface) return;
  const reason = await vscode.window.showInputBox({
    title: `“${plain(surface.title)}” is not needed`,
    prompt: `Why? Recorded with your name; it lapses when ${covered(surface)} again.`,
    validateInput: (text) =>
      text.trim().length < LEAST_REASON ? `At least ${LEAST_REASON} characters.` : undefined,
  });
  if (reason === undefined) return;
  const planned = planNotNeeded(verdict, surface.id, reason);
  if ("refused" in planned) {
    await vscode.window.showWarningMessage(planned.refused);
    return;
  }
  await engine.perform(planned.plan);
}

async function chosen({ surfaces }: Verdict, id: string | undefined): Promise<SurfaceVerdict | undefined> {
  const owed = surfaces.filter(({ state }) => state === "owed");
  if (id !== undefined) return owed.find((surface) => surface.id === id);
  if (owed.length === 0) {
    await vscode.window.showInformationMessage("Lockstep: no surface is owed.");
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(
    owed.map((surface) => ({ label: plain(surface.title), detail: plain(surface.requirement), surface })),
    { placeHolder: "Which surface is not needed?" },
  );
  return picked?.surface;
}

function covered({ covers }: SurfaceVerdict): string {
  const [only] = covers;
  return only && covers.length === 1
    ? `${plain(only.path)} changes`
    : `one of ${count(covers.length, "file")} changes`;
}
