import type { Path } from "../model/place.ts";

/** A file, or a folder with all in it, and where it goes. */
export interface Move {
  readonly from: Path;
  readonly to: Path;
}

/** Where each path goes; `undefined` for what stays. */
export function goingTo(moves: readonly Move[]): (path: Path) => Path | undefined {
  return (path) => {
    for (const { from, to } of moves) {
      if (path === from) return to;
      if (path.startsWith(`${from}/`)) return `${to}${path.slice(from.length)}`;
    }
    return undefined;
  };
}

/** Words of which a document holds at least one that names what moves; empty where no word says so. */
export function wordsNaming(moves: readonly Move[]): readonly string[] {
  const words = moves.map(({ from }) => {
    const name = from.slice(from.lastIndexOf("/") + 1).replace(/(?<=.)\.\w+$/, "");
    return (name.match(/\w+/g) ?? []).sort((a, b) => b.length - a.length)[0];
  });
  return words.every((word) => word !== undefined) ? [...new Set(words)] : [];
}
