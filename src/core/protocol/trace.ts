import type { Protocol } from "../model/protocol.ts";
import type { Code } from "./blocks.ts";
import { contentsOf } from "./contents.ts";
import { placeOf, type Claims, type Document } from "./document.ts";

const FIELD = /^\s*\[([A-Z][A-Z _-]{1,24})\](?=\s|$)/;

/** The fields of a `[FILE] … [WHY] … [DIFF] …` template; `undefined` for other code. */
export function traceFields(code: Code): string[] | undefined {
  const fields = code.lines.flatMap((line) => FIELD.exec(line)?.[1] ?? []);
  const unique = [...new Set(fields)];
  return unique.length >= 2 && fields.length * 2 >= code.lines.filter((line) => line.trim() !== "").length
    ? unique
    : undefined;
}

/** The first trace template of the document. Claims the bullet that introduces it. */
export function readTrace(document: Document, claims: Claims): Pick<Protocol, "trace"> {
  for (const { block, section, leadIn } of document.contents) {
    const fields = block.is === "code" ? traceFields(block) : undefined;
    if (!fields || block.is !== "code") continue;
    for (const { block: before } of contentsOf([section]))
      if (before.is === "item" && before.atom.text === leadIn && before.line < block.line)
        claims.add(before.atom);
    const used = block.lines.findLastIndex((line) => FIELD.test(line)) + block.first;
    return { trace: { fields, place: placeOf(document, { line: block.first, endLine: used }) } };
  }
  return {};
}
