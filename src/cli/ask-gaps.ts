import type { DraftGap } from "#core";
import { plain } from "#views/plain";
import { createInterface, type Interface } from "node:readline/promises";
import type { Options } from "./arguments.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Gaps with the owner and the date that the options name, else that somebody at the terminal says. Where
 * nobody can be asked they stay as they are.
 */
export async function answeredGaps(
  gaps: readonly DraftGap[],
  { owner, eta, json, format }: Options,
  terminal: Terminal,
): Promise<readonly DraftGap[]> {
  const given = gaps.map((gap) => withAnswers(gap, owner, eta));
  const asking = process.stdin.isTTY && !json && (format === undefined || format === "text");
  if (!asking || given.every(({ asks }) => asks.length === 0)) return given;
  const asked = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answered: DraftGap[] = [];
    for (const gap of given) answered.push(gap.asks.length > 0 ? await ask(gap, asked, terminal) : gap);
    return answered;
  } finally {
    asked.close();
  }
}

async function ask(gap: DraftGap, asked: Interface, { err }: Terminal): Promise<DraftGap> {
  err.write(`“${plain(gap.item, 200)}” fails: ${plain(gap.note, 400)}\n`);
  const owner = gap.owner ?? (await asked.question("  Who closes it? "));
  const eta = gap.eta ?? (await asked.question("  By when? "));
  return withAnswers(gap, owner, eta);
}

function withAnswers(gap: DraftGap, owner: string | undefined, eta: string | undefined): DraftGap {
  const who = gap.owner ?? (owner?.trim() || undefined);
  const when = gap.eta ?? (eta?.trim() || undefined);
  return {
    item: gap.item,
    note: gap.note,
    ...(who === undefined ? {} : { owner: who }),
    ...(when === undefined ? {} : { eta: when }),
    asks: [
      ...(who === undefined ? (["owner"] as const) : []),
      ...(when === undefined ? (["ETA"] as const) : []),
    ],
  };
}
