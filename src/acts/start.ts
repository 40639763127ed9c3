import {
  isStarted,
  newChangeId,
  phaseDocumentPath,
  phasesOn,
  scaffoldPhases,
  sizeOf,
  type Snapshot,
  type Track,
} from "#core";
import type { Planned } from "./plan.ts";

/** What a person says when a change begins. */
export interface Start {
  readonly title: string;
  readonly branch: string | undefined;
  /** The track that is wanted; what the diff deserves is said by `sizeOf`. */
  readonly track: Track;
  /** Why the lite track, where the diff speaks against it. */
  readonly reason?: string;
  /** `YYYY-MM-DD` and six hexadecimal digits: they make the change's id. */
  readonly day: string;
  readonly hex: string;
}

/**
 * Begins a change: its record, its track, and one document a phase with everything the protocol demands of it and
 * nothing filled in. A record that only kept runs and decisions of the branch becomes that change's. Refused where
 * one is under way on the branch.
 */
export function planStart(snapshot: Snapshot, start: Start): Planned & { readonly change?: string } {
  const title = start.title.trim().replaceAll(/\s+/g, " ");
  if (title === "") return { refused: "A change needs a title." };
  if (title.length > 200) return { refused: "The title is longer than 200 characters." };
  const open = snapshot.records.changes.find(({ closed }) => closed === undefined);
  if (open !== undefined && isStarted(open))
    return { refused: `“${open.title}” is under way on this branch; close it first: lockstep close.` };
  const computed = sizeOf(snapshot);
  const against = start.track === "lite" && computed.track === "full";
  const reason = start.reason?.trim() ?? "";
  if (against && reason.length < 10) {
    return {
      refused: `The lite track needs a reason of at least 10 characters here: ${computed.reasons.join("; ")}.`,
    };
  }
  const change = open?.change ?? newChangeId(start.day, title, start.hex);
  const [path] = snapshot.protocols;
  const data = {
    title,
    ...(start.branch === undefined ? {} : { branch: start.branch }),
    ...(path === undefined ? {} : { protocol: { path, digest: snapshot.protocolDigest } }),
  };
  const track = {
    track: start.track,
    reasons: against ? [reason] : start.track === computed.track ? [...computed.reasons] : ["asked for"],
    ...(against ? { although: [...computed.reasons] } : {}),
  };
  const phases = phasesOn(start.track, snapshot.policy.protocol.phases);
  const there = snapshot.phaseTexts.get(change);
  const files = scaffoldPhases({ phases }, { id: change, title }).filter(
    ({ path: file }) =>
      !phases.some((phase) => phaseDocumentPath(change, phase) === file && there?.has(phase.number)),
  );
  return {
    change,
    plan: {
      title: `Start “${title}”`,
      files,
      records: [
        open === undefined
          ? { is: "open", change, data }
          : { is: "event", change, draft: { type: "open", data } },
        { is: "event", change, draft: { type: "track", data: track } },
      ],
    },
  };
}
