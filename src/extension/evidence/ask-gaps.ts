import type { DraftGap } from "#core";
import { plain } from "#views/plain";
import * as vscode from "vscode";
import type { Engine } from "../engine.ts";

/** Asks for the owner and the date of every gap that lacks one; `undefined` when the person gives up. */
export async function askGaps(
  gaps: readonly DraftGap[],
  { world }: Pick<Engine, "world">,
): Promise<readonly DraftGap[] | undefined> {
  const answered: DraftGap[] = [];
  const { name = "" } = gaps.some(({ asks }) => asks.length > 0) ? await world.repository.person() : {};
  for (const gap of gaps) {
    const owner = gap.owner ?? (await ask(gap, "Who closes it?", answered.at(-1)?.owner ?? name));
    if (owner === undefined) return undefined;
    const eta = gap.eta ?? (await ask(gap, "By when?", answered.at(-1)?.eta ?? ""));
    if (eta === undefined) return undefined;
    answered.push({ ...gap, owner, eta, asks: [] });
  }
  return answered;
}

async function ask({ item, note }: DraftGap, prompt: string, value: string): Promise<string | undefined> {
  const said = await vscode.window.showInputBox({
    title: `“${plain(item, 80)}” fails: ${plain(note, 120)}`,
    prompt: `${prompt} Listed under KNOWN GAPS.`,
    value,
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === "" ? "A failing item needs an owner and a date." : undefined),
  });
  return said?.trim();
}
