import type { CommandId } from "#manifest/commands";
import type { Mark } from "#core";
import { targetOf } from "../commands/targets.ts";
import type { OwnDocuments } from "../documents.ts";
import type { Engines } from "../engines.ts";
import { showChangeAt } from "./open-at.ts";
import type { RecentCommits } from "./replays.ts";
import { tryOnRecentCommits } from "./try.ts";
import { proposeTuning } from "./tune.ts";

/** The handlers of everything around recent commits. */
export function replayHandlers(
  engines: Engines,
  documents: OwnDocuments,
  recent: RecentCommits,
): Pick<
  { readonly [Id in CommandId]: (argument: unknown) => unknown },
  | "lockstep.replayHistory"
  | "lockstep.markRight"
  | "lockstep.markWrong"
  | "lockstep.showCause"
  | "lockstep.proposeTuning"
> {
  const mark = async (argument: unknown, mark: Mark): Promise<void> => {
    const target = targetOf(engines, argument);
    if (target?.commit === undefined || target.about === undefined) return;
    await recent.mark(target.engine, target.commit, target.about, mark);
  };
  return {
    "lockstep.replayHistory": () => tryOnRecentCommits(engines, recent),
    "lockstep.markRight": (argument) => mark(argument, "right"),
    "lockstep.markWrong": (argument) => mark(argument, "wrong"),
    "lockstep.showCause": async (argument) => {
      const target = targetOf(engines, argument);
      if (target?.commit === undefined || !target.cause) return;
      await showChangeAt(target.engine, documents, target.commit, target.cause);
    },
    "lockstep.proposeTuning": () => proposeTuning(engines, documents, recent),
  };
}
