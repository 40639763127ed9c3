import { TIER_WORDS } from "../config/schema.ts";
import type { ProtocolPhase } from "../model/protocol.ts";
import type { Policy, Snapshot } from "../snapshot.ts";
import type { Present, PresentPhase } from "./approvals.ts";
import { changeSetDigest } from "./change-set.ts";
import type { ChangeState } from "./fold.ts";
import { sha256 } from "./sha256.ts";
import type { Tier, TierRules } from "./tier.ts";

/** The content of the change as approvals bind it. */
export function presentChangeSet({ files }: Pick<Snapshot, "files">): string {
  return changeSetDigest(
    files.flatMap(({ path, from, beforeId, afterId }) => {
      const before = beforeId === undefined ? {} : { before: beforeId };
      const after = afterId === undefined ? {} : { after: afterId };
      return from === undefined
        ? [{ path, ...before, ...after }]
        : [
            { path: from, ...before },
            { path, ...after },
          ];
    }),
  );
}

/** What is true now of everything an approval of this change binds. */
export function presentFor(
  snapshot: Snapshot,
  state: ChangeState,
  phases: readonly ProtocolPhase[],
): Present {
  const { records, policy, phaseTexts, protocolDigest } = snapshot;
  const texts = phaseTexts.get(state.change);
  return {
    ...(records.repository === undefined ? {} : { repo: records.repository }),
    protocol: protocolDigest,
    // A change that was closed stands by what it was then; what came later is another one's.
    changeSet: state.closed?.data.changeSet ?? presentChangeSet(snapshot),
    now: records.now,
    phases: new Map(
      phases.map((phase): [number, PresentPhase] => {
        const text = texts?.get(phase.number)?.text;
        return [
          phase.number,
          {
            gate: phase.title,
            ...(text === undefined ? {} : { document: sha256(text) }),
            bindsTree: !phase.planOnly,
            ...demandsOf(policy, phase.number, records.authors),
          },
        ];
      }),
    ),
  };
}

export function tierRulesOf({ approvals }: Policy): TierRules {
  return {
    presenceKeys: new Set(approvals.presenceKeys ?? []),
    userVerification: approvals.userVerification ?? false,
  };
}

/** Whether the policy wants somebody other than the author, for any of its gates. */
export function demandsAnother({ approvals, protocol }: Policy): boolean {
  const said = [approvals, ...Object.values(approvals.gates ?? {})].map(({ reviewer }) => reviewer);
  return said.includes("another") || (said[0] === undefined && reviewIsDemanded(protocol));
}

function demandsOf(
  { approvals, protocol }: Policy,
  phase: number,
  authors: readonly string[],
): Pick<PresentPhase, "least" | "approvers" | "authors"> {
  const gate = { ...approvals, ...approvals.gates?.[String(phase)] };
  const another = gate.reviewer === undefined ? reviewIsDemanded(protocol) : gate.reviewer === "another";
  return {
    least: TIER_WORDS.indexOf(gate.least ?? "confirmed") as Tier,
    ...(gate.approvers === undefined ? {} : { approvers: gate.approvers }),
    ...(another ? { authors } : {}),
  };
}

function reviewIsDemanded({ demands }: Policy["protocol"]): boolean {
  return demands.some(({ kind }) => kind === "review");
}
