import { type NewAssumption, planAssumption, planDecision } from "#acts/assumptions";
import { type Assumption, type EventPlace, type Verdict } from "#core";
import { plain } from "#views/plain";
import * as vscode from "vscode";
import { pickEngine, targetOf, verdictOf } from "../commands/targets.ts";
import type { Engines } from "../engines.ts";
import { pathOf } from "../uris.ts";
import { done, enough } from "./start.ts";

/** What is asked of an assumption, one after another. */
const QUESTIONS = [
  ["text", "What is taken for granted?"],
  ["rationale", "Rationale: why is it taken for granted?"],
  ["risk", "Risk: what happens if it is wrong?"],
  ["proposedTest", "Proposed test: how could it be found out?"],
] as const satisfies readonly (readonly [keyof NewAssumption, string])[];

/** Asks for an assumption, about the selected line where there is one, and lists it. */
export async function addAssumption(engines: Engines, argument: unknown): Promise<void> {
  const target = targetOf(engines, argument);
  const engine = target?.engine ?? (await pickEngine(engines));
  const verdict = engine ? await verdictOf(engine) : undefined;
  if (!engine || !verdict) return;
  const place = target?.open ?? selectedPlace(engine.root);
  const said: Record<(typeof QUESTIONS)[number][0], string> = {
    text: "",
    rationale: "",
    risk: "",
    proposedTest: "",
  };
  for (const [at, [key, prompt]] of QUESTIONS.entries()) {
    const text = await vscode.window.showInputBox({
      title: `Assumption (${at + 1} of ${QUESTIONS.length})`,
      prompt,
      ignoreFocusOut: true,
      validateInput: (typed) => (typed.trim() === "" ? "It cannot be left out." : undefined),
    });
    if (text === undefined) return;
    said[key] = text;
  }
  await done(engine, planAssumption(verdict, { ...said, ...(place ? { place } : {}) }));
}

/** Confirms or rejects an assumption: the row's, or one that is picked. */
export async function decideAssumption(
  engines: Engines,
  argument: unknown,
  act: "confirm" | "reject",
): Promise<void> {
  const target = targetOf(engines, argument);
  const engine = target?.engine ?? (await pickEngine(engines));
  const verdict = engine ? await verdictOf(engine) : undefined;
  if (!engine || !verdict) return;
  const id = target?.assumption ?? (await chosen(verdict))?.id;
  if (id === undefined) return;
  const note =
    act === "confirm"
      ? ""
      : await vscode.window.showInputBox({
          title: "Reject the Assumption",
          prompt: "Why? Recorded with your name.",
          validateInput: enough,
        });
  if (note !== undefined) await done(engine, planDecision(verdict, act, id, note));
}

async function chosen({ record }: Verdict): Promise<Assumption | undefined> {
  const pending = (record?.assumptions ?? []).filter(({ state }) => state === "pending");
  if (pending.length === 0) {
    await vscode.window.showInformationMessage("Lockstep: no assumption waits.");
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(
    pending.map((assumption) => ({
      label: plain(assumption.text, 120),
      detail: `If wrong: ${plain(assumption.risk, 200)}`,
      assumption,
    })),
    { placeHolder: "Which assumption?" },
  );
  return picked?.assumption;
}

function selectedPlace(root: string): EventPlace | undefined {
  const editor = vscode.window.activeTextEditor;
  const path = editor ? pathOf(root, editor.document.uri) : undefined;
  if (!editor || path === undefined || editor.selection.isEmpty) return undefined;
  const { start, end } = editor.selection;
  const [line, last] = [start.line + 1, end.line + 1];
  return last > line ? { path, line, endLine: last } : { path, line };
}
