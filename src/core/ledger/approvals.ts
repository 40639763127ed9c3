import type { ApprovalStatement, EventOf } from "../model/ledger.ts";
import type { ChangeState, RecordedApproval } from "./fold.ts";
import { historyOf, type History } from "./history.ts";
import { informedBy, knownTo, type Informed } from "./informed.ts";
import { tierOf, type Tier, type TierRules, type Worth } from "./tier.ts";
import type { SignatureVerdict } from "./verify.ts";

/** What is true now of the things an approval binds. */
export interface Present {
  /** Names the repository; absent where a shallow clone cannot tell. */
  readonly repo?: string;
  readonly protocol: string;
  /** The content of the change, without `.lockstep/changes`. */
  readonly changeSet: string;
  /** The judge's clock, as `Date.toISOString` writes it. */
  readonly now: string;
  /** By phase number. */
  readonly phases: ReadonlyMap<number, PresentPhase>;
}

export interface PresentPhase {
  readonly gate: string;
  /** The digest of the phase document; absent while there is none. */
  readonly document?: string;
  /** Whether approving this phase approves the tree: not in phases that only ask and plan. */
  readonly bindsTree: boolean;
  /** The least tier its gate opens for. */
  readonly least: Tier;
  /** Names (principals of signers, names of actors) that alone may approve it; everybody when absent. */
  readonly approvers?: readonly string[];
  /** Whoever made the change may not approve it: their names, where the policy says so. */
  readonly authors?: readonly string[];
}

/** One thing that is not as it was when it was approved. */
export interface Difference {
  readonly what: "gate" | "protocol" | "document" | "change" | "assumptions" | "evidence" | "runs" | "time";
  /** In words: "the phase document was edited". */
  readonly says: string;
}

/** What an approval comes to now. Only `valid` opens a gate. */
export type Approval = { readonly event: EventOf<"approval">; readonly by: string } & (
  | ({ readonly is: "valid" } & Worth)
  | ({ readonly is: "too-low"; readonly least: Tier } & Worth)
  | ({ readonly is: "stale"; readonly since: readonly Difference[] } & Worth)
  | { readonly is: "unverified"; readonly why: string }
  | { readonly is: "taken-back"; readonly why: string }
);

export interface ApprovalInputs {
  readonly present: Present;
  /** Verdicts on the signatures, by event id, under the base's allowed signers. */
  readonly signatures: ReadonlyMap<string, SignatureVerdict>;
  readonly rules: TierRules;
  /** Ids of approvals for which the forge attested a review, known only to a CI run; empty elsewhere. */
  readonly enforced: ReadonlySet<string>;
}

/** What every approval of a change comes to, in the order of its record. */
export function judgeApprovals(state: ChangeState, inputs: ApprovalInputs): readonly Approval[] {
  const history = historyOf(state.events);
  const fallen = fallenIn(state, history);
  return state.approvals.map((recorded) => {
    const { event } = recorded;
    const signature = inputs.signatures.get(event.id);
    const by = signature?.is === "valid" ? signature.signer : event.actor.name;
    const taken = takenBack(recorded);
    if (taken !== undefined) return { event, by, is: "taken-back", why: taken };
    const why = notOne(event, by, signature, inputs.present);
    if (why !== undefined) return { event, by, is: "unverified", why };
    const valid = signature?.is === "valid" ? signature : undefined;
    const worth = tierOf(event, valid, inputs.rules, inputs.enforced.has(event.id));
    const since = [
      ...differences(event.data, inputs.present),
      ...unseen(event.data, informedBy(knownTo(history, event))),
      ...withdrawn(event.data, fallen),
    ];
    if (since.length > 0) return { event, by, is: "stale", since, ...worth };
    const { least } = inputs.present.phases.get(event.data.phase)!;
    return worth.tier < least
      ? { event, by, is: "too-low", least, ...worth }
      : { event, by, is: "valid", ...worth };
  });
}

/**
 * The statement that approving a phase now would make; `undefined` where there is no document to approve,
 * or nobody can tell which repository this is.
 * @param shown digest of the text that is shown to the person
 */
export function approvalStatement(
  state: ChangeState,
  present: Present,
  phase: number,
  { shown, marks, expires }: Pick<ApprovalStatement, "shown" | "marks" | "expires">,
): ApprovalStatement | undefined {
  const at = present.phases.get(phase);
  if (at?.document === undefined || present.repo === undefined) return undefined;
  const { assumptions, evidence, runs } = informedBy(state.events);
  return {
    phase,
    gate: at.gate,
    repo: present.repo,
    protocol: present.protocol,
    document: at.document,
    ...(at.bindsTree ? { changeSet: present.changeSet } : {}),
    assumptions: [...assumptions],
    evidence: [...evidence],
    runs: [...runs],
    shown,
    ...(expires === undefined ? {} : { expires }),
    marks: [...marks],
  };
}

function takenBack({ revoked, sentBack }: RecordedApproval): string | undefined {
  if (revoked !== undefined) return `revoked by ${revoked.actor.name}: ${revoked.data.reason}`;
  return sentBack && `sent back by ${sentBack.actor.name}: ${sentBack.data.comment}`;
}

/** Why an event is nobody's approval of anything here, whatever it binds. */
function notOne(
  { data, actor, sig }: EventOf<"approval">,
  by: string,
  signature: SignatureVerdict | undefined,
  present: Present,
): string | undefined {
  if (sig !== undefined && signature?.is !== "valid")
    return signature?.reason ?? "its signature was not checked";
  if (actor.kind !== "human") return `written by ${actor.kind === "ci" ? "CI" : "an agent"}, not by a person`;
  if (actor.via === "mcp" || actor.via === "hook")
    return `came in through ${actor.via}, where nothing is approved`;
  if (present.repo === undefined) return "this clone is shallow and cannot tell which repository it is";
  if (data.repo !== present.repo) return "made in another repository";
  const phase = present.phases.get(data.phase);
  if (phase === undefined) return `the protocol has no phase ${data.phase}`;
  if (phase.authors?.includes(by)) return `${by} made the change; somebody else has to approve it`;
  if (phase.approvers && !phase.approvers.includes(by)) return `${by} may not approve this gate`;
  return undefined;
}

function* differences(said: ApprovalStatement, present: Present): Generator<Difference> {
  const phase = present.phases.get(said.phase)!;
  if (said.gate !== phase.gate) yield { what: "gate", says: `the phase was called “${said.gate}”` };
  if (said.protocol !== present.protocol) yield { what: "protocol", says: "the protocol was edited" };
  if (phase.document === undefined) yield { what: "document", says: "the phase document is gone" };
  else if (said.document !== phase.document)
    yield { what: "document", says: "the phase document was edited" };
  if (phase.bindsTree && said.changeSet !== present.changeSet) {
    yield {
      what: "change",
      says: said.changeSet === undefined ? "it did not cover the code" : "the change was edited",
    };
  }
  if (said.expires !== undefined && said.expires <= present.now)
    yield { what: "time", says: "it has expired" };
}

/** What stood when it was given, or was written beside it, and is not what it names. */
function* unseen(said: ApprovalStatement, known: Informed): Generator<Difference> {
  for (const what of KINDS) {
    const seen = new Set(said[what]);
    const count = known[what].filter((id) => !seen.has(id)).length;
    if (count > 0) yield { what, says: `${count} ${count === 1 ? ONE[what] : what} its giver had not seen` };
  }
}

/** Whether an event does not hold any more: it is gone, was revoked, or is an assumption that was rejected. */
function fallenIn(state: ChangeState, history: History): (id: string) => boolean {
  const fallen = new Set<string>();
  for (const event of history.order) if (event.type === "revoke") fallen.add(event.data.target);
  for (const assumption of state.assumptions) if (assumption.state === "rejected") fallen.add(assumption.id);
  return (id) => fallen.has(id) || history.event(id) === undefined;
}

/** What it stands on and that does not stand any more: revoked, redacted, rejected. */
function* withdrawn(said: ApprovalStatement, fallen: (id: string) => boolean): Generator<Difference> {
  for (const what of KINDS) {
    const count = said[what].filter(fallen).length;
    if (count > 0) yield { what, says: `${count} ${count === 1 ? ONE[what] : what} withdrawn since` };
  }
}

const KINDS = ["assumptions", "evidence", "runs"] as const;
const ONE = { assumptions: "assumption", evidence: "piece of evidence", runs: "run" } as const;
