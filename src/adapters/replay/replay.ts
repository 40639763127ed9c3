import { type Path, type Verdict } from "#core";
import { check } from "#check";
import { createMemory } from "#gather/memory";
import { together, type Told } from "../background/told.ts";
import type { Mode, Repository } from "../repository.ts";
import { overlay } from "../trees/overlay.ts";
import { repositoryWorld } from "../world.ts";

/** What is asked of history. */
export interface ReplayOptions {
  readonly repository: Repository;
  /** The folder Lockstep is installed in. */
  readonly home: string;
  /** The commits, as somebody named them. */
  readonly commits: readonly string[];
  /** Leaves each commit's documents as they were. */
  readonly codeOnly?: boolean;
  /** Texts that stand in for files of the working copy where configuration and protocols are read. */
  readonly proposed?: ReadonlyMap<Path, string>;
  /** Told while code and history are read, before the first commit is judged. */
  readonly told?: Told;
}

/** What became of one commit. */
export interface Judged {
  readonly commit: string;
  /** Its place in the list that was asked for. */
  readonly at: number;
  /** The first line of its message, where it is named by its id. */
  readonly subject?: string;
  /** The verdict, or what stood against one. */
  readonly said: { readonly verdict: Verdict; readonly ms: number } | { readonly trouble: unknown };
}

/**
 * Judges commits of history as if each were made now: held to the configuration and the protocols of the working
 * copy, whatever they were then. In the order that is cheapest to walk; whoever asks puts them in another.
 */
export async function* replay({
  repository,
  home,
  commits,
  codeOnly = false,
  proposed = new Map(),
  told,
}: ReplayOptions): AsyncGenerator<Judged, void, undefined> {
  const memory = createMemory();
  let mode: Mode = { is: "working" };
  const { after: now } = await repository.comparison({ is: "working" });
  const world = repositoryWorld({
    repository,
    mode: () => mode,
    stage: "ci",
    home,
    codeOnly,
    ranks: "read",
    held: await overlay(now, proposed, repository.objectFormat),
  });
  const [asked, subjects] = await Promise.all([
    oldestFirst(commits, repository, told),
    repository.subjects(commits),
  ]);
  for (const { name, at, mode: step } of asked) {
    told?.signal?.throwIfAborted();
    mode = step;
    const began = performance.now();
    const said = await check(world, memory).then(
      (verdict) => ({ verdict, ms: Number((performance.now() - began).toFixed(1)) }),
      (trouble: unknown) => ({ trouble }),
    );
    const subject = subjects.get(name);
    yield { commit: name, at, ...(subject === undefined ? {} : { subject }), said };
  }
}

/** A commit to judge: as it was named, and at which place of the list. */
interface Asked {
  readonly name: string;
  readonly at: number;
  readonly mode: Mode;
}

/**
 * The commits in the order that is cheapest to walk and that lets history be learned on the way: those of the
 * main line from the oldest on, then those beside it.
 */
async function oldestFirst(
  commits: readonly string[],
  repository: Repository,
  told?: Told,
): Promise<Asked[]> {
  const [ofHistory, ofCode] = together(2, told);
  const [head] = await repository.mainLine(1);
  const line = head === undefined ? [] : (await repository.learnHistory(head, ofHistory)).commits;
  if (head !== undefined) await repository.learnCode(head, ofCode);
  const places = new Map(line.map((commit, place) => [commit, place]));
  const placeOf = (commit: string): number => places.get(commit) ?? Number.POSITIVE_INFINITY;
  return commits
    .map((name, at): Asked => {
      const parent = line[placeOf(name) - 1];
      return { name, at, mode: { is: "commit", sha: name, ...(parent === undefined ? {} : { parent }) } };
    })
    .sort((a, b) => placeOf(a.name) - placeOf(b.name) || a.at - b.at);
}
