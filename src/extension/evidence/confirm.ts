import { type Answered, planConfirmation } from "#acts/confirm";
import { type AuditedItem, pinPlace } from "#core";
import { grounded } from "#adapters/grounding";
import { plain } from "#views/plain";
import * as vscode from "vscode";
import { targetOf, verdictOf } from "../commands/targets.ts";
import type { Engine } from "../engine.ts";
import type { Engines } from "../engines.ts";
import { writePlanned } from "./write-planned.ts";

/** A person answers an item: Pass with the evidence they looked at, N/A, or Fail. */
export async function confirmItem(engines: Engines, argument: unknown): Promise<void> {
  const target = targetOf(engines, argument);
  const verdict = target && (await verdictOf(target.engine));
  const items = [...(verdict?.audit?.items ?? []), ...(verdict?.audit?.rubric ?? [])];
  const item = items.find((one) => one.item === target?.item);
  if (!target || !item) return;
  const result = await vscode.window.showQuickPick(choices(item), {
    placeHolder: `“${plain(item.item, 80)}”: you looked at it, and it is …`,
  });
  if (!result) return;
  const answered = await ANSWERS[result.label](item, target.engine);
  if (!answered) return;
  const document = item.place && (await (await target.engine.after()).read(item.place.path));
  const planned = planConfirmation(item, answered, document);
  if ("refused" in planned) {
    await vscode.window.showWarningMessage(`Lockstep: ${plain(planned.refused, 400)}`);
    return;
  }
  await writePlanned(target.engine, planned.plan);
}

/** What each answer still asks the person; `undefined` where they give up. */
const ANSWERS = {
  Pass: passed,
  "N/A": notApplicable,
  Fail: async () => ({ result: "Fail" }),
} as const satisfies Record<string, (item: AuditedItem, engine: Engine) => Promise<Answered | undefined>>;

async function passed(item: AuditedItem, engine: Engine): Promise<Answered | undefined> {
  const chosen = await looked(item);
  if (!chosen) return undefined;
  const [snapshot, after] = await Promise.all([engine.snapshot(), engine.after()]);
  const ground = await grounded(
    after,
    snapshot,
    chosen.map(({ path }) => path),
  );
  return { result: "Pass", evidence: chosen.map((place) => pinPlace(place, ground)) };
}

async function notApplicable({ item }: AuditedItem): Promise<Answered | undefined> {
  const reason = await vscode.window.showInputBox({
    title: `“${plain(item, 80)}” does not apply to this change`,
    prompt: "Why? It is written into the row.",
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === "" ? "N/A needs a reason." : undefined),
  });
  return reason === undefined ? undefined : { result: "N/A", reason };
}

function choices({ evidence }: AuditedItem) {
  const places = evidence.filter(({ place }) => place).length;
  return [
    ...(places > 0
      ? [
          {
            label: "Pass",
            description: "with the evidence you choose next, recorded under your name",
          } as const,
        ]
      : []),
    { label: "N/A", description: "does not apply to this change; you say why" } as const,
    {
      label: "Fail",
      description: "and somebody closes it: Generate Self-Audit Table asks who and when",
    } as const,
  ];
}

/** The evidence the person looked at; opening it is one click away. */
async function looked({ evidence }: AuditedItem) {
  const options = evidence.flatMap(({ text, place, says }) =>
    place ? [{ label: plain(text, 120), description: plain(says, 80), place, picked: true }] : [],
  );
  const picked = await vscode.window.showQuickPick(options, {
    canPickMany: true,
    placeHolder: "Which of these did you look at, and which bear it out?",
  });
  return picked && picked.length > 0 ? picked.map(({ place }) => place) : undefined;
}
