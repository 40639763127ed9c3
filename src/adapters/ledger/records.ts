import {
  ALLOWED_SIGNERS,
  changesBetween,
  type ChangeState,
  currentChange,
  knownEvidence,
  type LedgerEvent,
  onlyChanges,
  type Records,
  verifyAppendOnly,
  verifyShape,
  verifySignatures,
} from "#core";
import type { Comparison } from "#ports";
import { readAllowedSigners } from "../signing/allowed-signers.ts";
import { judgeSignatures } from "../signing/judge-signature.ts";
import type { ReadRecords } from "./ledger-reader.ts";

/** What records are judged with, besides the two trees. */
export interface RecordsWorld {
  readonly read: (tree: Comparison["after"]) => Promise<ReadRecords>;
  /** Somebody works here: the branch's change counts, this clone is a witness, and its people's own keys are known. */
  readonly local?: {
    readonly branch: string | undefined;
    /** Everything this clone wrote. */
    readonly journal: readonly LedgerEvent[];
    /** In `allowed_signers`' form: the keys that the editor of this user made. */
    readonly ownSigners: string;
  };
  readonly repository: () => Promise<string | undefined>;
  readonly authors: () => Promise<readonly string[]>;
  /** Who reviewed this very content on the forge, as the run that judges was told; nobody outside CI. */
  readonly attested: ReadonlySet<string>;
  readonly now: Date;
}

/** Reads and checks what was written down about a change: levels 0 to 2 of docs/trust.md. */
export async function readRecords({ before, after }: Comparison, world: RecordsWorld): Promise<Records> {
  const [now, then, ids, oldIds] = await Promise.all([
    world.read(after),
    world.read(before),
    after.ids(),
    before.ids(),
  ]);
  const changes = judged(now, changesBetween(oldIds.keys(), ids.keys()), world.local);
  const meant = onlyChanges(
    now.ledger,
    changes.map(({ change }) => change),
  );
  // Signers are the base's: a key that the change brings does not count for it.
  const allowed = [await before.read(ALLOWED_SIGNERS), world.local?.ownSigners].filter(Boolean).join("\n");
  const signatures = judgeSignatures(meant, readAllowedSigners(allowed), world.now);
  const isSigned = changes.some(({ approvals }) => approvals.length > 0);
  const [repository, authors] = await Promise.all([
    changes.length > 0 ? world.repository() : undefined,
    isSigned ? world.authors() : [],
  ]);
  return {
    notNeeded: changes.flatMap(notNeededOf),
    runs: changes.flatMap(runsOf),
    evidence: changes.flatMap(({ evidence }) => knownEvidence(evidence)),
    gaps: changes.flatMap(({ gaps }) => gaps.map(({ item, owner, eta }) => ({ item, owner, eta }))),
    changes,
    problems: [
      ...verifyShape(now.ledger),
      ...verifyAppendOnly(now.ledger, witnesses(then, now, world.local)),
      ...verifySignatures(meant, signatures),
    ],
    signatures,
    enforced: enforcedBy(changes, signatures, world.attested),
    ...(repository === undefined ? {} : { repository }),
    authors,
    now: world.now.toISOString(),
  };
}

/**
 * Locally the branch's open change, or where it has none the last one that was done in this range; elsewhere every
 * change the range brings but those that were given up.
 */
function judged(
  { states }: ReadRecords,
  between: readonly string[],
  local: RecordsWorld["local"],
): readonly ChangeState[] {
  const brought = between
    .flatMap((id) => states.get(id) ?? [])
    .filter(({ closed }) => closed?.data.outcome !== "abandoned");
  if (local === undefined) return brought;
  const done = brought.filter(({ closed, branch }) => closed !== undefined && branch === local.branch);
  const current = currentChange(states, local.branch);
  return current === undefined ? done.slice(-1) : [...done, current];
}

/** The approvals of those who also reviewed on the forge: signed by them, or written in their name. */
function enforcedBy(
  changes: readonly ChangeState[],
  signatures: Records["signatures"],
  attested: ReadonlySet<string>,
): ReadonlySet<string> {
  if (attested.size === 0) return new Set();
  return new Set(
    changes
      .flatMap(({ approvals }) => approvals)
      .filter(({ event }) => {
        const signature = signatures.get(event.id);
        const names = signature?.is === "valid" ? signature.principals : [event.actor.name];
        return names.some((name) => attested.has(name));
      })
      .map(({ event }) => event.id),
  );
}

function* witnesses(
  then: ReadRecords,
  now: ReadRecords,
  local: RecordsWorld["local"],
): Iterable<{ event: LedgerEvent; seen: string }> {
  for (const events of then.ledger.changes.values())
    for (const event of events) yield { event, seen: "the base commit" };
  if (local === undefined) return;
  // Other branches have changes of their own. Of this one's, those are missed that were started: a record that only
  // kept decisions and runs can open nothing by being gone.
  const own = new Set(
    local.journal.flatMap((event) =>
      event.type === "open" && event.data.branch === local.branch ? [event.change] : [],
    ),
  );
  const started = new Set(
    local.journal.flatMap(({ type, change }) => (type === "track" && own.has(change) ? [change] : [])),
  );
  for (const event of local.journal)
    if (started.has(event.change) || now.ledger.changes.has(event.change))
      yield { event, seen: "this clone" };
}

function notNeededOf({ notNeeded }: ChangeState): Records["notNeeded"] {
  return notNeeded.map(({ surface, reason, by, at, covers }) => ({
    surface,
    reason,
    who: by.name,
    when: at,
    covers: covers.map(({ path, after }) => (after === undefined ? { path } : { path, id: after })),
  }));
}

function runsOf({ runs }: ChangeState): Records["runs"] {
  return runs.map(
    ({ covers, command, exit, outputDigest, at, treeDigest, durationMs, files, tests, gap }) => ({
      covers,
      command,
      exit,
      outputDigest,
      when: at,
      tree: treeDigest,
      durationMs,
      ...(files ? { files } : {}),
      ...(tests ? { tests } : {}),
      ...(gap ? { gap } : {}),
    }),
  );
}
