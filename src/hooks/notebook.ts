import type { Edit } from "./edit.ts";
import { type Fields, isFields, listIn, parsedFields } from "./fields.ts";

/** A notebook's text with one cell edited; `undefined` where the text is no notebook or has no such cell. */
export function editCell(
  text: string,
  { cell, how, kind, source }: Extract<Edit, { is: "cell" }>,
): string | undefined {
  const notebook = parsedFields(text);
  const cells = notebook && listIn(notebook, "cells");
  if (!notebook || !cells) return undefined;
  const found = cell === undefined ? 0 : cells.findIndex((one) => isFields(one) && one["id"] === cell);
  const edited = [...cells];
  if (how === "insert") {
    const at = cell === undefined || cell === "TOP" ? 0 : cell === "BOTTOM" ? cells.length : found + 1;
    edited.splice(at, 0, { cell_type: kind, metadata: {}, source });
  } else if (found < 0 || !isFields(cells[found])) return undefined;
  else if (how === "delete") edited.splice(found, 1);
  else edited[found] = { ...(cells[found] satisfies Fields), source };
  return `${JSON.stringify({ ...notebook, cells: edited }, null, 1)}\n`;
}
