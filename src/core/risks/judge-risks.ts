import { mostAlike } from "../audit/alike.ts";
import { proves } from "../audit/check-evidence.ts";
import { recordedEvidence } from "../audit/judge-claims.ts";
import { migrationAnswer } from "../audit/probes/migrations.ts";
import { isDocument } from "../impact/classify.ts";
import type { AuditVerdict } from "../model/audited.ts";
import type { FileChange } from "../model/change.ts";
import type { ProtocolRisk } from "../model/protocol.ts";
import type { RiskVerdict, SurfaceVerdict } from "../model/verdict.ts";
import type { Snapshot } from "../snapshot.ts";
import { firstChange } from "../surfaces/situation.ts";
import { sayPlace } from "../wording.ts";
import { goneModels } from "./gone-models.ts";
import { risksOf } from "./recognise.ts";

/** What is known of a change before its risks are judged. */
export interface RiskCase extends Snapshot {
  readonly verdicts: readonly SurfaceVerdict[];
  readonly audit?: AuditVerdict;
}

/** Something a requirement asks for that the change itself can show. */
interface Proof {
  readonly asked: boolean;
  /** What is missing; nothing where the change brings it. */
  readonly missing: readonly string[];
}

/**
 * The high-risk change types that a change touches, in the protocol's order, each with what its requirement still
 * lacks. None where the repository chose no protocol.
 */
export function judgeRisks(facts: RiskCase): RiskVerdict[] {
  if (!facts.ownProtocol) return [];
  const touched = risksOf(facts.protocol.risks, facts.files);
  return facts.protocol.risks.flatMap((risk) => {
    const files = facts.files.filter(({ path }) => touched.get(path)?.includes(risk) === true);
    if (files.length === 0) return [];
    const { id, title, requirement, place } = risk;
    const because = files.map(firstChange);
    return [{ id, title, requirement, place, because, ...answerTo(risk, facts) }];
  });
}

function answerTo(risk: ProtocolRisk, facts: RiskCase): Pick<RiskVerdict, "state" | "says"> {
  const said = saidOf(risk, facts);
  if (said !== undefined) return { state: "answered", says: [said] };
  const asked = [migrated(risk, facts), documented(risk, facts), verified(risk, facts)].filter(
    (proof) => proof.asked,
  );
  if (asked.length === 0) return { state: "unanswered", says: ["no evidence is recorded for it"] };
  const missing = asked.flatMap((proof) => proof.missing);
  return missing.length > 0
    ? { state: "unanswered", says: missing }
    : { state: "answered", says: ["the change brings it"] };
}

/** What somebody recorded or wrote about a risk, as far as it can be believed. */
function saidOf({ title, requirement }: ProtocolRisk, facts: RiskCase): string | undefined {
  const { audit } = facts;
  for (const words of [title, requirement]) {
    const held = recordedEvidence(words, facts).find(proves);
    if (held) return `evidence at ${held.place ? sayPlace(held.place) : held.text}`;
    const row = mostAlike(words, audit?.items ?? [], ({ item }) => item);
    if (row?.state === "proven") return `proven in ${row.place ? sayPlace(row.place) : row.item}`;
    const gap = mostAlike(words, audit?.gaps ?? [], ({ item }) => item);
    if (gap?.owner !== undefined && gap.eta !== undefined)
      return `a known gap of ${gap.owner}, due ${gap.eta}`;
  }
  return undefined;
}

/** A changed data model owes its migration and the code that names what is gone. */
function migrated({ title, requirement }: ProtocolRisk, facts: RiskCase): Proof {
  if (!/\bmigrat/i.test(`${title} ${requirement}`)) return { asked: false, missing: [] };
  const { result, says } = migrationAnswer(facts.files);
  const unmet = result === "Fail" || result === "Open" ? [clause(says)] : [];
  return { asked: true, missing: [...unmet, ...left(facts)] };
}

/** The code that still names a model or column that the change took away. */
function left({ facts, files, occurrences }: RiskCase): string[] {
  const changed = new Set(files.map(({ path }) => path));
  return goneModels(facts).flatMap((name) => {
    const path = occurrences(name).find((one) => !changed.has(one));
    return path === undefined ? [] : [`${path} still names ${name}`];
  });
}

function documented({ requirement }: ProtocolRisk, { files, verdicts }: RiskCase): Proof {
  const asked =
    /\b(?:updat|sync|keep|adjust|chang)\w*\b[^.]{0,60}\b(?:docs?|documents?|documentation|specs?|runbooks?)\b/i;
  if (!asked.test(requirement)) return { asked: false, missing: [] };
  const wanted = /\b(?:specs?|workflow|runbooks?|operators?)\b/i.test(requirement)
    ? /(?:^|\/)(?:specs?|workflows?|runbooks?|playbooks?)(?:\/|\.|-|_)|agents?\.md$|operat/i
    : /./;
  const settled = verdicts.some(
    ({ title, state }) => /workflow|spec/i.test(title) && (state === "met" || state === "not-needed"),
  );
  const written = files.some((file) => isDocument(file.path) && wanted.test(file.path) && writes(file));
  return { asked: true, missing: settled || written ? [] : ["no such document was changed"] };
}

/** Whether an edit left words, and not only blank lines. */
function writes({ after, hunks }: FileChange): boolean {
  const lines = after?.split("\n") ?? [];
  return hunks.some(({ newStart, newCount }) =>
    lines.slice(newStart - 1, newStart - 1 + newCount).some((line) => line.trim() !== ""),
  );
}

function verified({ requirement }: ProtocolRisk, { verdicts }: RiskCase): Proof {
  if (!/\b(?:verif\w+|tests?|checks?)\b/i.test(requirement)) return { asked: false, missing: [] };
  const owed = verdicts.find(({ role, state }) => role === "verification" && state === "owed");
  const met = verdicts.some(({ role, state }) => role === "verification" && state === "met");
  if (met) return { asked: true, missing: [] };
  return { asked: true, missing: [owed ? clause(owed.obligations[0]?.says ?? "") : "nothing verified it"] };
}

/** A sentence as a part of one. */
function clause(sentence: string): string {
  const bare = sentence.replace(/[.\s]+$/, "");
  return bare.charAt(0).toLowerCase() + bare.slice(1);
}
