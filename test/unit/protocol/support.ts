import { readFileSync } from "node:fs";
import type { Fix, Place, Protocol } from "#core";

export const SEEDS = {
  surfaces: "000_4fb2748ca5076304.txt",
  documentation: "001_5d7897136d26f1f8.txt",
  phases: "002_58e71d9033f0d235.txt",
} as const;

export function seed(name: keyof typeof SEEDS): string {
  return readFileSync(new URL(`../../fixtures/seeds/${SEEDS[name]}`, import.meta.url), "utf8");
}

/** `line: text`, or `line-endLine: text`: how the tests below spell a part. */
export function at(part: { readonly place: Place }, ...texts: readonly string[]): string {
  const { line, endLine } = part.place;
  return `${endLine === undefined ? line : `${line}-${endLine}`}: ${texts.join(" | ")}`;
}

/** Every place a protocol speaks of, findings and their fixes included. */
function* placesIn(value: unknown): Generator<Place> {
  if (Array.isArray(value)) for (const item of value) yield* placesIn(item);
  else if (value !== null && typeof value === "object") {
    const { path, line, endLine } = value as Partial<Place>;
    if (typeof path === "string" && typeof line === "number")
      yield { path, line, ...(endLine === undefined ? {} : { endLine }) };
    for (const inner of Object.values(value)) yield* placesIn(inner);
  }
}

/** What is wrong with the places of a protocol compiled from `text`; empty when all lie inside it. */
export function misplaced(protocol: Protocol, text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/);
  const wrong = [...placesIn(protocol)].flatMap(({ path, line, endLine }) =>
    line >= 1 &&
    line <= lines.length &&
    (endLine ?? line) <= lines.length &&
    (endLine ?? line) >= line &&
    path === "p.md"
      ? []
      : [`${path}:${line}-${endLine ?? line} of ${lines.length}`],
  );
  const edits = protocol.findings.flatMap(({ fixes }) => fixes ?? []).flatMap((fix) => fix.edits);
  const columns = edits.flatMap(({ start, end }) => {
    const from = lines[start.line - 1] ?? "";
    const to = lines[end.line - 1] ?? "";
    const inside = start.column >= 0 && start.column <= from.length && end.column <= to.length;
    const ordered = start.line < end.line || (start.line === end.line && start.column <= end.column);
    return inside && ordered ? [] : [`edit ${start.line}:${start.column}-${end.line}:${end.column}`];
  });
  return [...wrong, ...columns];
}

/** The text with a fix's edits applied. */
export function applied(text: string, fix: Fix | undefined): string {
  const lines = text.split("\n");
  const offset = ({ line, column }: { line: number; column: number }): number =>
    lines.slice(0, line - 1).reduce((sum, before) => sum + before.length + 1, 0) + column;
  const edits = [...(fix?.edits ?? [])].sort((a, b) => offset(b.start) - offset(a.start));
  return edits.reduce(
    (now, edit) => now.slice(0, offset(edit.start)) + edit.text + now.slice(offset(edit.end)),
    text,
  );
}
