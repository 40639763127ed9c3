import {
  type EventData,
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

/** A track somebody chose: refused where the diff speaks against the lite one and no reason is given. */
export function chosenTrack(
  snapshot: Pick<Snapshot, "files" | "policy">,
  track: Track,
  reason = "",
): { readonly data: EventData<"track"> } | { readonly refused: string } {
  const computed = sizeOf(snapshot);
  if (track !== "lite" || computed.track !== "full")
    return { data: { track, reasons: track === computed.track ? [...computed.reasons] : ["asked for"] } };
  const said = reason.trim();
  if (said.length >= 10) return { data: { track, reasons: [said], although: [...computed.reasons] } };
  return {
    refused: `The lite track needs a reason of at least 10 characters here: ${computed.reasons.join("; ")}.`,
  };
}

/** Changes how much of the protocol the change at hand walks through. */
export function planTrack(snapshot: Snapshot, track: Track, reason: string): Planned {
  const open = snapshot.records.changes.find(({ closed }) => closed === undefined);
  if (open === undefined || !isStarted(open)) return { refused: "No change is under way on this branch." };
  const chosen = chosenTrack(snapshot, track, reason);
  if ("refused" in chosen) return chosen;
  const draft = { type: "track", data: chosen.data } as const;
  const records = [{ is: "event", change: open.change, draft }] as const;
  return { plan: { title: `The ${track} track`, files: [], records } };
}

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
  const chosen = chosenTrack(snapshot, start.track, start.reason);
  if ("refused" in chosen) return chosen;
  const change = open?.change ?? newChangeId(start.day, title, start.hex);
  const [path] = snapshot.protocols;
  const data = {
    title,
    ...(start.branch === undefined ? {} : { branch: start.branch }),
    ...(path === undefined ? {} : { protocol: { path, digest: snapshot.protocolDigest } }),
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
        { is: "event", change, draft: { type: "track", data: chosen.data } },
      ],
    },
  };
}
