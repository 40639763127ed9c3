import { LOOKED_AT, type Repository as Survey } from "#acts/initialize";
import { compileProtocol, isDocument, type Path, protocolScore } from "#core";
import type { Tree, World } from "#ports";

/** A document at least this sure to be a change protocol is proposed as one; see `protocolScore`. */
const LIKELY = 0.6;

/** A document named like this is read to see whether it is a protocol. */
const PROTOCOL_NAME =
  /protocol|process|workflow|contributing|agents|checklist|playbook|guardrail|change|codex/i;

/** Looks at a repository's working tree the way somebody who sets Lockstep up would. */
export async function surveyRepository(world: World): Promise<Survey> {
  const { after } = await world.compare();
  const paths = [...(await after.ids()).keys()];
  const texts = await textsOf(
    after,
    LOOKED_AT.filter((path) => paths.includes(path)),
  );
  const named = paths.filter((path) => isDocument(path) && PROTOCOL_NAME.test(path)).slice(0, 200);
  const scored = [...(await textsOf(after, named))].map(([path, text]) => ({
    path,
    text,
    score: protocolScore(text),
  }));
  const likely = scored.filter(({ score }) => score >= LIKELY).sort((a, b) => b.score - a.score);
  const protocols = likely.map(({ path, text }) => ({ path, protocol: compileProtocol(path, text) }));
  return { paths, texts, protocols };
}

async function textsOf(tree: Tree, paths: readonly Path[]): Promise<Map<Path, string>> {
  const texts = new Map<Path, string>();
  for (const path of paths) {
    const text = await tree.read(path);
    if (text !== undefined) texts.set(path, text);
  }
  return texts;
}
