import type { RepositoryWorld } from "#adapters/world";
import { CONFIG_PATHS, currentChange, type Path, phaseDocumentPath, type ProtocolPhase } from "#core";
import type { Comparison } from "#ports";
import { realpath } from "node:fs/promises";
import { sep } from "node:path";

/** A repository that is held to a protocol, as it is now. */
export interface Room {
  /** Links followed. */
  readonly root: string;
  readonly comparison: Comparison;
  /** The branch's open change, by its id. */
  readonly change: string | undefined;
  readonly openChanges: ReadonlySet<string>;
  /** The document of each phase of the open change, by the phase's number. */
  documentsOf(protocol: { readonly phases: readonly ProtocolPhase[] }): (phase: number) => Path | undefined;
  /** Why a file is git's own; `undefined` where it is not. @param real links followed */
  gitOwns(real: string): string | undefined;
}

/** Looks around in a repository. `undefined` where Lockstep was never set up, neither now nor where the change began. */
export async function enter(world: RepositoryWorld): Promise<Room | undefined> {
  const { repository } = world;
  const comparison = await world.compare();
  const [before, after] = await Promise.all([comparison.before.ids(), comparison.after.ids()]);
  if (!CONFIG_PATHS.some((path) => before.has(path) || after.has(path))) return undefined;
  const [{ states }, head, root, gitFolders] = await Promise.all([
    world.ledger(comparison.after),
    repository.head(),
    realpath(repository.root),
    Promise.all([realpath(repository.gitDir), realpath(repository.commonDir)]),
  ]);
  const change = currentChange(states, head.is === "detached" ? undefined : head.branch)?.change;
  const open = [...states.values()].filter(({ closed }) => closed === undefined);
  return {
    root,
    comparison,
    change,
    openChanges: new Set(open.map((state) => state.change)),
    documentsOf:
      ({ phases }) =>
      (number) => {
        const phase = phases.find((one) => one.number === number);
        return change === undefined || phase === undefined ? undefined : phaseDocumentPath(change, phase);
      },
    gitOwns: (real) =>
      gitFolders.some((folder) => real === folder || real.startsWith(folder + sep))
        ? "the repository's git folder is git's own"
        : undefined,
  };
}
