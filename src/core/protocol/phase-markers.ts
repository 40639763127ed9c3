import type { Document } from "./document.ts";
import type { MarkerUse } from "./markers.ts";

/** The first marker on the lines; a block has few lines or the document few blocks. */
export function firstOn(
  markers: ReadonlyMap<number, readonly MarkerUse[]>,
  { line, endLine }: { readonly line: number; readonly endLine: number },
): MarkerUse | undefined {
  for (let at = line; markers.size > 0 && at <= endLine; at += 1) {
    const [first] = markers.get(at) ?? [];
    if (first) return first;
  }
  return undefined;
}

/** The marker that "the same gate" means: the one used most. */
export function commonMarker(
  markers: readonly MarkerUse[],
  exact: ReadonlyMap<string, string>,
): string | undefined {
  const counts = new Map<string, number>();
  for (const { key } of markers) counts.set(key, (counts.get(key) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most && exact.get(most[0]);
}

/** "End of each phase: `=== … ===`", in a document whose phases name no marker themselves. */
export function everyPhaseMarker(
  document: Document,
  markers: readonly MarkerUse[],
  exact: ReadonlyMap<string, string>,
): { readonly text: string; readonly line: number } | undefined {
  const use = markers.find(({ line }) =>
    /\b(?:each|every|all) phases?\b/i.test(
      `${document.lines[line - 2] ?? ""} ${document.lines[line - 1] ?? ""}`,
    ),
  );
  return use && { text: exact.get(use.key) ?? use.text, line: use.line };
}
