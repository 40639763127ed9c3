import { check } from "#check";
import { overlay } from "#adapters/trees/overlay";
import type { Path } from "#core";
import { createMemory } from "#gather/memory";
import { LISTED, type ToolInput, type ToolOutput } from "#manifest/tools";
import type { Tree } from "#ports";
import { plain } from "#views/plain";
import { type Desk, NOTE, ToolTrouble } from "./desk.ts";
import { bare, briefly, pathAt } from "./places.ts";
import { surface } from "./read.ts";

type Edits = NonNullable<ToolInput<"lockstep_impact">["edits"]>;

/** Judges the tree with edits laid over it, as hooks do before an edit is made. */
export async function impact(
  { edits = [] }: ToolInput<"lockstep_impact">,
  { world }: Desk,
): Promise<ToolOutput<"lockstep_impact">> {
  world.moved();
  const comparison = await world.compare();
  const texts = await textsAfter(edits, world.repository.root, comparison.after);
  const after =
    texts.size === 0
      ? comparison.after
      : await overlay(comparison.after, texts, world.repository.objectFormat);
  const verdict = await check({ ...world, compare: async () => ({ ...comparison, after }) }, createMemory());
  return {
    note: NOTE,
    impacts: verdict.impacts.slice(0, LISTED).map(({ place, says, fact, cause, confidence }) => ({
      place: bare(place),
      says: plain(says, 300),
      fact: {
        kind: fact.kind,
        ...(fact.before === undefined ? {} : { before: plain(fact.before) }),
        ...(fact.after === undefined ? {} : { after: plain(fact.after) }),
      },
      cause: bare(cause),
      confidence,
    })),
    more: Math.max(0, verdict.impacts.length - LISTED),
    owed: verdict.surfaces.filter(({ state }) => state === "owed").map(surface),
    findings: verdict.findings.slice(0, LISTED).map(briefly),
  };
}

async function textsAfter(
  edits: Edits,
  root: string,
  tree: Tree,
): Promise<ReadonlyMap<Path, string | undefined>> {
  const texts = new Map<Path, string | undefined>();
  for (const edit of edits) {
    const path = await pathAt(root, edit.path);
    if ("delete" in edit) texts.set(path, undefined);
    else if ("content" in edit) texts.set(path, edit.content);
    else {
      const now = texts.has(path) ? texts.get(path) : await tree.read(path);
      if (now === undefined) throw new ToolTrouble(`${plain(path)} is no text file of the repository.`);
      if (!now.includes(edit.find))
        throw new ToolTrouble(`The text to find does not stand in ${plain(path)}: ${plain(edit.find, 80)}`);
      const put = (): string => edit.replace;
      texts.set(path, edit.all ? now.replaceAll(edit.find, put) : now.replace(edit.find, put));
    }
  }
  return texts;
}
