import type { Block } from "./blocks.ts";
import type { Placed } from "./document.ts";
import type { Section } from "./sections.ts";

/** Every block of the sections, outer before inner, with its section and what introduces it. */
export function* contents(sections: readonly Section[]): Generator<Placed<Block>> {
  for (const section of sections) yield* inside(section.blocks, section, "");
}

function* inside(blocks: readonly Block[], section: Section, introduced: string): Generator<Placed<Block>> {
  let leadIn = introduced;
  for (const block of blocks) {
    yield { block, section, leadIn };
    if (block.is === "item") yield* inside(block.children, section, block.atom.text);
    if (block.is === "paragraph") leadIn = block.sentences.at(-1)?.text ?? "";
    else if (block.is !== "item") leadIn = "";
  }
}
