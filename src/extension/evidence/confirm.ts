import { planConfirmation } from "#acts/confirm";
import { type AuditedItem, pinPlace } from "#core";
import { grounded } from "#adapters/grounding";
import { plain } from "#views/plain";
import * as vscode from "vscode";
import { targetOf, verdictOf } from "../commands/targets.ts";
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
  const chosen = result.label === "Pass" ? await looked(item) : [];
  if (!chosen) return;
  const [snapshot, after] = await Promise.all([target.engine.snapshot(), target.engine.after()]);
  const ground = await grounded(
    after,
    snapshot,
    chosen.map(({ path }) => path),
  );
  const document = item.place && (await after.read(item.place.path));
  const planned = planConfirmation(
    item,
    result.label,
    chosen.map((place) => pinPlace(place, ground)),
    document,
  );
  if ("refused" in planned) {
    await vscode.window.showWarningMessage(`Lockstep: ${plain(planned.refused, 400)}`);
    return;
  }
  await writePlanned(target.engine, planned.plan);
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
    { label: "N/A", description: "does not apply to this change" } as const,
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
