import type { Block } from "./blocks.ts";
import type { Placed } from "./document.ts";
import type { Section } from "./sections.ts";

/** Every block of the sections, outer before inner, with its section and what introduces it. */
export function contentsOf(sections: readonly Section[]): Placed[] {
  const placed: Placed[] = [];
  for (const section of sections) collect(section.blocks, section, "", placed);
  return placed;
}

function collect(blocks: readonly Block[], section: Section, introduced: string, placed: Placed[]): void {
  let leadIn = introduced;
  for (const block of blocks) {
    placed.push({ block, section, leadIn });
    if (block.is === "item") collect(block.children, section, block.atom.text, placed);
    if (block.is === "paragraph") leadIn = block.sentences.at(-1)?.text ?? "";
    else if (block.is !== "item") leadIn = "";
  }
}
