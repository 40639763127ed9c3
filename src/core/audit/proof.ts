import type { Ask } from "../ledger/ask.ts";
import type { AuditVerdict } from "../model/audited.ts";
import type { Finding } from "../model/finding.ts";
import type { Path, Place } from "../model/place.ts";
import type { AuditRuleId } from "./rules.ts";

/** What a gate waits for while a finding of these rules stands. A gate takes what moved as long as it is there. */
const ASKED: Partial<Record<AuditRuleId, Ask["code"]>> = {
  "evidence/missing": "evidence-unresolved",
  "evidence/no-line": "evidence-unresolved",
  "evidence/placeholder": "evidence-unresolved",
  "evidence/unresolved": "evidence-unresolved",
  "evidence/line-out-of-range": "evidence-unresolved",
  "evidence/changed": "evidence-unresolved",
  "evidence/gone": "evidence-unresolved",
  "evidence/run-stale": "verification-stale",
  "evidence/run-failed": "verification-stale",
  "evidence/never-run": "verification-stale",
  "audit/verdict-invalid": "checklist-unanswered",
  "audit/reason-missing": "checklist-unanswered",
  "audit/fail-without-gap": "checklist-unanswered",
  "audit/gap-without-owner": "checklist-unanswered",
  "trace/blocks-missing": "evidence-unresolved",
  "trace/file-without-why": "evidence-unresolved",
  "trace/file-unlisted": "evidence-unresolved",
  "trace/diff-mismatch": "evidence-unresolved",
  "trace/diff-missing": "evidence-unresolved",
};

/**
 * What a gate that wants proof still waits for: evidence that does not hold, runs that are stale, items of
 * the self-audit and the rubric that nobody answered. Nothing of it can be ticked.
 * @param findings those of the verdict, before any level of the configuration takes some away
 * @param fallback where to act when no document is there yet
 */
export function proofAsks(
  audit: AuditVerdict | undefined,
  findings: readonly Finding[],
  fallback: Place,
): Ask[] {
  return [
    ...findings.flatMap((finding) => askOf(finding)),
    ...unanswered("self-audit", audit?.items ?? [], fallback),
    ...unanswered("rubric", audit?.rubric ?? [], fallback),
  ];
}

/** What a phase's own document still lacks of the trace of the change: its own gate waits for it already. */
export function traceAsks(findings: readonly Finding[], document: Path): Ask[] {
  return findings
    .filter(({ rule, place }) => rule.startsWith("trace/") && place.path === document)
    .flatMap((finding) => askOf(finding));
}

function askOf({ rule, message, place }: Finding): Ask[] {
  const code = (ASKED as Partial<Record<string, Ask["code"]>>)[rule];
  return code === undefined ? [] : [{ code, text: message, place }];
}

/** How many items an ask names. */
const NAMED = 3;

/** The items that the protocol asks for and nobody answered, in one ask. */
function unanswered(name: string, items: AuditVerdict["items"], fallback: Place): Ask[] {
  const open = items.filter(({ state, demanded }) => state === "unanswered" && demanded !== undefined);
  if (open.length === 0) return [];
  const place = items.find((item) => item.place !== undefined)?.place ?? fallback;
  const named = open.slice(0, NAMED).map(({ item }) => `“${item}”`);
  const rest = open.length > NAMED ? ` and ${open.length - NAMED} more` : "";
  const text =
    open.length === items.length
      ? `The ${name} is not written yet`
      : `The ${name} does not answer ${named.join(", ")}${rest}`;
  return [{ code: "checklist-unanswered", text, place }];
}
