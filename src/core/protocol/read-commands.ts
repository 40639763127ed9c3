import type { ProtocolCommand } from "../model/protocol.ts";
import { placeOf, type Document } from "./document.ts";
import { markersIn } from "./markers.ts";
import { plain } from "./plain.ts";

const UPPER = /^(?=.*[A-Z]{3})[A-Z0-9][A-Z0-9 _:/&-]{3,79}$/;

/**
 * Re-run commands: a code block whose first line is nothing but capitals, and under it what the command
 * must put out. SQL and environment assignments are not such commands.
 */
export function readCommands(document: Document): ProtocolCommand[] {
  const commands: ProtocolCommand[] = [];
  for (const { block } of document.contents) {
    if (block.is !== "code" || (block.info !== "" && !/^(?:text|txt|plaintext|prompt)$/i.test(block.info)))
      continue;
    const lines = block.lines.map((line) => line.trim());
    const first = lines.findIndex((line) => line !== "");
    const name = lines[first] ?? "";
    const outputs = lines.slice(first + 1).filter((line) => line !== "");
    const sentences = outputs.filter((line) => /^\p{Lu}.*\s/u.test(line) && /\p{Ll}/u.test(line));
    if (!UPPER.test(name) || markersIn(name).length > 0 || !name.includes(" ")) continue;
    if (outputs.length === 0 || outputs.length > 20 || sentences.length * 2 < outputs.length) continue;
    commands.push({
      name,
      outputs: outputs.map(plain),
      place: placeOf(document, {
        line: block.first + first,
        endLine: block.first + lines.findLastIndex((line) => line !== ""),
      }),
    });
  }
  return commands;
}
