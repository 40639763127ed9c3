/** How a set of true rows came through edits. */
export interface Score {
  readonly name: string;
  readonly rows: number;
  /** Found at the right place. */
  readonly right: number;
  /** Found, at an equal text somewhere else. */
  readonly elsewhere: number;
  readonly lost: number;
  readonly msPerRow: number;
  readonly note: string;
}

export function scoreOf(
  name: string,
  outcomes: readonly ("right" | "elsewhere" | "lost")[],
  ms: number,
  note = "",
): Score {
  const count = (what: string): number => outcomes.filter((outcome) => outcome === what).length;
  return {
    name,
    rows: outcomes.length,
    right: count("right"),
    elsewhere: count("elsewhere"),
    lost: count("lost"),
    msPerRow: outcomes.length === 0 ? 0 : ms / outcomes.length,
    note,
  };
}

export function sayScore({ name, rows, right, elsewhere, lost, msPerRow, note }: Score): string {
  const share = rows === 0 ? "–" : `${((100 * right) / rows).toFixed(1)} %`;
  return `${share.padStart(8)} hold  ${String(rows).padStart(5)} rows  ${elsewhere} at an equal line elsewhere, ${lost} lost  ${msPerRow.toFixed(2)} ms a row  ${name}${note === "" ? "" : ` (${note})`}`;
}
