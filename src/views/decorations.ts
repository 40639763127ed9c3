import { CERTAIN, type Path, type Verdict } from "#core";
import { count } from "./plain.ts";

/** How a file is marked wherever its name is listed: the Explorer, tabs, the open editors. */
export interface Decoration {
  /** One or two characters. */
  readonly badge: string;
  readonly tooltip: string;
  /** A colour this extension contributes. */
  readonly color: keyof typeof DECORATION_COLORS;
  /** Whether the folders above show that something below them is marked. */
  readonly propagate: boolean;
}

/** The colours of the marks, contributed to the editor's themes; each is another colour of the theme by default. */
export const DECORATION_COLORS = {
  "lockstep.lineInDoubt": {
    description: "Documents with lines that a change made false.",
    is: "list.warningForeground",
  },
  "lockstep.owesDocument": {
    description: "Changed files that owe a document.",
    is: "list.warningForeground",
  },
} as const satisfies Record<`lockstep.${string}`, { readonly description: string; readonly is: string }>;

/**
 * The files to mark: documents with lines that are certainly false, and changed files because of which a document
 * is owed. A file that is both is marked as a document.
 */
export function decorationsOf({ surfaces, findings }: Verdict): Map<Path, Decoration> {
  const owed = surfaces.filter(({ state }) => state === "owed").flatMap(({ obligations }) => obligations);
  const marks = new Map<Path, Decoration>();
  for (const { impact, occasion, because } of owed) {
    if (!(impact && impact.confidence >= CERTAIN) && occasion === undefined) continue;
    for (const { path } of because)
      marks.set(path, {
        badge: "○",
        tooltip: "Lockstep: a document is owed",
        color: "lockstep.owesDocument",
        propagate: false,
      });
  }
  const lines = new Map<Path, Set<number>>();
  for (const { rule, place } of findings) {
    if (!FALSE_LINES.has(rule)) continue;
    lines.set(place.path, (lines.get(place.path) ?? new Set()).add(place.line));
  }
  for (const [path, { size }] of lines)
    marks.set(path, {
      badge: "≠",
      tooltip: `Lockstep: ${count(size, "line")} no longer true`,
      color: "lockstep.lineInDoubt",
      propagate: true,
    });
  return marks;
}

/** The rules that name a document line an edit made false. */
const FALSE_LINES: ReadonlySet<string> = new Set(["docs/stale-line", "docs/broken-reference"]);
