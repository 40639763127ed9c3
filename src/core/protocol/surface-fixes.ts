import type { Fix } from "../model/finding.ts";
import type { ProtocolSurface } from "../model/protocol.ts";
import type { Document } from "./document.ts";
import type { ReadTable } from "./read-tables.ts";
import { slug } from "./slug.ts";

/** So many letters may differ for a name to be a slip of another. */
const MOST_SLIPS = 2;

/** Shorter names are too much alike to tell a slip from another name, longer ones too dear to compare. */
const LENGTHS = { least: 5, most: 60 } as const;

/** What may be done about a name that no surface has: write the one it is a slip of, or give it a row. Nothing for whole sentences. */
export function surfaceFixes(
  document: Document,
  name: string,
  { line, endLine }: { readonly line: number; readonly endLine: number },
  surfaces: readonly ProtocolSurface[],
  tables: readonly ReadTable[],
): Fix[] {
  if (name.length > LENGTHS.most) return [];
  const near = surfaces.filter(({ title }) => isSlip(slug(name), slug(title)));
  const [meant] = near.length === 1 ? near : [];
  const at = spanOf(document, name, line, endLine);
  const table = tables.find(({ known }) => known?.kind === "surfaces");
  return [
    ...(meant && at
      ? [
          {
            title: `Write “${meant.title}”`,
            asks: true,
            edits: [{ path: document.path, ...at, text: meant.title }],
          } as const,
        ]
      : []),
    ...(table ? [addRow(document, table, name)] : []),
  ];
}

/** Where a name stands, if it stands there once. */
function spanOf(
  { rawLines }: Document,
  name: string,
  first: number,
  last: number,
): Pick<Fix["edits"][number], "start" | "end"> | undefined {
  const found = rawLines.slice(first - 1, last).flatMap((raw, at) => {
    const column = raw.indexOf(name);
    if (column === -1) return [];
    const line = first + at;
    const span = { start: { line, column }, end: { line, column: column + name.length } };
    return raw.includes(name, column + 1) ? [span, span] : [span];
  });
  return found.length === 1 ? found[0] : undefined;
}

/** A row for the surface at the end of the table; what it requires is for a person to say. */
function addRow(document: Document, { table, known }: ReadTable, name: string): Fix {
  const line = table.rows.at(-1)?.line ?? table.line + 1;
  const raw = document.rawLines[line - 1] ?? "";
  const indent = /^[\s>]*/.exec(raw)?.[0] ?? "";
  const cells = table.columns.map((_, at) => (at === known?.key ? name.replaceAll("|", "\\|") : ""));
  const end = { line, column: raw.length };
  return {
    title: `Add the surface “${name}”`,
    asks: true,
    edits: [
      {
        path: document.path,
        start: end,
        end,
        text: `\n${indent}|${cells.map((cell) => ` ${cell} |`).join("")}`,
      },
    ],
  };
}

/** Whether two names differ by few letters added, left out or exchanged. */
function isSlip(one: string, other: string): boolean {
  const lengths = [one.length, other.length];
  if (Math.min(...lengths) < LENGTHS.least || Math.max(...lengths) > LENGTHS.most) return false;
  if (Math.abs(one.length - other.length) > MOST_SLIPS) return false;
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const same = one.charAt(at - 1) === other.charAt(to - 1) ? 0 : 1;
      next.push(Math.min((row[to - 1] ?? 0) + same, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1));
    }
    row = next;
  }
  return (row.at(-1) ?? 0) <= MOST_SLIPS;
}
