import { planComment, planSendBack } from "#acts/gate";
import { currentGate } from "#views/next-step";
import { plain } from "#views/plain";
import * as vscode from "vscode";
import { pickEngine, targetOf, verdictOf } from "../commands/targets.ts";
import type { Engines } from "../engines.ts";
import { done } from "./start.ts";

const ACTS = {
  comment: { title: "Comment on Phase", prompt: "What is there to say?", plan: planComment },
  "send-back": {
    title: "Send Back Phase",
    prompt: "What has to be different? What approved the phase does not count any more.",
    plan: planSendBack,
  },
} as const;

/** Comments on a phase, or sends it back: the row's, else the current one. */
export async function sayOfGate(engines: Engines, argument: unknown, act: keyof typeof ACTS): Promise<void> {
  const target = targetOf(engines, argument);
  const engine = target?.engine ?? (await pickEngine(engines));
  const verdict = engine ? await verdictOf(engine) : undefined;
  if (!engine || !verdict) return;
  const phase = target?.phase ?? currentGate(verdict)?.phase ?? verdict.gates.at(-1)?.phase;
  if (phase === undefined) {
    await vscode.window.showInformationMessage("Lockstep: there is no gate to speak of.");
    return;
  }
  const { title, prompt, plan } = ACTS[act];
  const name = verdict.gates.find((gate) => gate.phase === phase)?.title ?? "";
  const text = await vscode.window.showInputBox({
    title: `${title} ${phase}: ${plain(name, 80)}`,
    prompt,
    ignoreFocusOut: true,
    validateInput: (typed) => (typed.trim() === "" ? "Say something." : undefined),
  });
  if (text !== undefined) await done(engine, plan(verdict, phase, text));
}
