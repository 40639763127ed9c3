import type { Finding } from "../model/finding.ts";
import { placeOf } from "./document.ts";
import { LIMITS } from "./limits.ts";
import type { Linted } from "./linted.ts";
import { atomsUnder } from "./sections.ts";
import { slug } from "./slug.ts";
import { surfaceFixes } from "./surface-fixes.ts";

/** A surface called by its name in prose: the “Deployment” surface. */
const QUOTED =
  /[“"'‘]([\p{L}\p{N}][^“”"'‘’]{1,40})[”"'’] surfaces?\b|\bsurfaces? [“"'‘]([\p{L}\p{N}][^“”"'‘’]{1,40})[”"'’]/gu;

/** Names of surfaces that no surface table has, in other tables' surface columns and in quotes in prose. */
export function* lintSurfaces({ read: { document }, protocol, tables }: Linted): Generator<Finding> {
  const known = new Set(protocol.surfaces.flatMap(({ id, title }) => [id, slug(title)]));
  if (known.size === 0) return;
  const names = protocol.surfaces.map(({ title }) => title).join(", ");
  let told = 0;
  const unknown = (name: string, at: { readonly line: number; readonly endLine: number }): Finding => ({
    rule: "protocol/unknown-surface",
    severity: "warning",
    message: `There is no surface “${name}” in this protocol; there are: ${names}.`,
    place: placeOf(document, { line: at.line }),
    because: protocol.surfaces.slice(0, 1).map(({ place }) => place),
    // Repairs of findings that are not listed would only cost time.
    fixes:
      (told += 1) > LIMITS.findingsPerRule ? [] : surfaceFixes(document, name, at, protocol.surfaces, tables),
  });
  for (const { table, known: kind } of tables) {
    const column =
      kind?.kind === "surfaces" ? -1 : table.columns.findIndex((title) => /\bsurfaces?\b/i.test(title));
    for (const row of column < 0 ? [] : table.rows) {
      for (const name of (row.cells[column] ?? "").split(/\s*(?:,|;|\/|&|\+)\s*/)) {
        if (/\p{L}/u.test(name) && !/^(?:all|any|none|every|n\/a)\b/i.test(name) && !known.has(slug(name)))
          yield unknown(name, row);
      }
    }
  }
  for (const { blocks } of document.sections) {
    for (const atom of atomsUnder(blocks)) {
      for (const [, before, after] of atom.text.matchAll(QUOTED)) {
        const name = before ?? after ?? "";
        if (!known.has(slug(name))) yield unknown(name, atom);
      }
    }
  }
}
