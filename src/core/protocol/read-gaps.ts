import type { Protocol } from "../model/protocol.ts";
import { atomsUnder } from "./sections.ts";
import { placeOf, type Claims, type Document } from "./document.ts";
import type { ReadTable } from "./read-tables.ts";

const LISTED =
  /\b(?:listed|recorded|written|logged|documented|tracked|go(?:es)?)\b.{0,40}?\b(?:under|in|as|to)\s+(?:the\s+|a\s+)?[“"]?([A-Z][A-Z /&-]{2,40}[A-Za-z]*)[”"]?/;
const WITH = /\bwith\s+(?:an?\s+|its\s+|the\s+)?(.{2,80}?)[.;]?$/i;

/** "Any item failing must be listed under KNOWN GAPS with owner & ETA", or a table of gaps. Claims the sentence. */
export function readGaps(
  document: Document,
  tables: readonly ReadTable[],
  claims: Claims,
): Pick<Protocol, "gaps"> {
  for (const section of document.sections) {
    for (const atom of atomsUnder(section.blocks)) {
      const title = /\b(?:gaps?|todos?|known issues?|follow-?ups?)\b/i.test(atom.text)
        ? LISTED.exec(atom.text)?.[1]
        : undefined;
      if (title === undefined || !/gap|todo|issue|follow/i.test(title)) continue;
      claims.add(atom);
      const fields =
        WITH.exec(atom.text)?.[1]
          ?.split(/\s*(?:,|&|\+|\band\b)\s*/)
          .filter(Boolean) ?? [];
      return {
        gaps: {
          title: title.replace(/\s+with$/i, "").trim(),
          fields: fields.map((field) => field.replace(/^(?:an?|the|its)\s+/i, "")),
          place: placeOf(document, atom),
        },
      };
    }
  }
  const [table] = tables;
  if (!table) return {};
  const fields = table.table.columns.filter((_, at) => at > (table.known?.key ?? 0));
  return { gaps: { title: table.section.title, fields, place: placeOf(document, table.table) } };
}
