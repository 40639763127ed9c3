import type { Finding } from "../model/finding.ts";
import type { ProtocolLog } from "../model/protocol.ts";
import type { Stage } from "../snapshot.ts";
import type { Audit, LogEntry } from "./audit.ts";
import { say } from "./rules.ts";

/** What is wrong with the audit log's entries; only objects that are plainly entries of the protocol's log count. */
export function logFindings({ logs }: Audit, log: ProtocolLog | undefined, stage: Stage): Finding[] {
  if (!log) return [];
  return logs.flatMap((entry) =>
    isEntry(entry, log) ? [...fieldFindings(entry, log, stage), ...countFindings(entry, log, stage)] : [],
  );
}

function isEntry({ fields }: LogEntry, log: ProtocolLog): boolean {
  const shared = log.fields.filter((field) => fields.has(field)).length;
  return shared >= 2 && shared * 2 >= Math.min(log.fields.length, fields.size);
}

function fieldFindings({ fields, place }: LogEntry, log: ProtocolLog, stage: Stage): Finding[] {
  const missing = log.fields.filter(
    (field) => !fields.has(field) || fields.get(field) === null || fields.get(field) === "",
  );
  if (missing.length === 0) return [];
  return say("audit/log-field-missing", stage, place, `The log entry has no ${missing.join(", ")}.`, {
    because: [{ ...log.place, says: "names the fields" }],
  });
}

const SAYS_MATCH =
  /\b(?:counts?|rows?|totals?)\s(?:all\s)?match(?:ed)?\b|\ball (?:counts )?match\b|\bno discrepanc/i;
const SAYS_DELETED =
  /\b(?:files?|csvs?|inputs?)\b.{0,30}\b(?:deleted|removed|cleaned)\b|\b(?:deleted|removed)\b.{0,30}\b(?:files?|csvs?)\b/i;
const SAYS_KEPT = /\b(?:kept|keep|keeping|retained|not deleted)\b/i;
const SAYS_DIFFERS = /\b(?:mismatch|discrepanc\w*|differ\w*|do(?:es)? not match|don'?t match)\b/i;
const OK = /^(?:ok|success|succeeded|pass(?:ed)?|matched|clean(?:ed)?|done)$/i;

function countFindings({ fields, place }: LogEntry, log: ProtocolLog, stage: Stage): Finding[] {
  const counts = countsOf(fields, log);
  if (counts.length < 2) return [];
  const equal = counts.every(([, count]) => count === counts[0]?.[1]);
  const message = textOf(fields.get("message"));
  const status = textOf(fields.get("status"));
  const told = counts.map(([name, count]) => `${name} ${count}`).join(", ");
  const because = { because: [{ ...log.place, ...(log.countRule ? { says: log.countRule } : {}) }] };
  const negated = SAYS_DIFFERS.test(message) || SAYS_KEPT.test(message);
  const wrong = !equal
    ? SAYS_MATCH.test(message) && !SAYS_DIFFERS.test(message)
      ? "and the entry says they match"
      : SAYS_DELETED.test(message) && !negated
        ? "and the files were deleted"
        : OK.test(status) && !negated
          ? `and the status is ${status}`
          : undefined
    : SAYS_DIFFERS.test(message) && !/\bno (?:mismatch|discrepanc)/i.test(message)
      ? "and the entry says they differ"
      : undefined;
  if (wrong === undefined) return [];
  return say(
    "audit/log-counts",
    stage,
    place,
    `The counts ${equal ? "are equal" : "differ"} (${told}) ${wrong}.`,
    because,
  );
}

/** The counts an entry compares: its `counts` object, or the fields the protocol names. */
function countsOf(fields: ReadonlyMap<string, unknown>, log: ProtocolLog): [string, number][] {
  const group = fields.get("counts") ?? fields.get("row_counts");
  const inside = typeof group === "object" && group !== null ? Object.entries(group) : [];
  const named = log.counts.flatMap((name): [string, unknown][] =>
    fields.has(name) ? [[name, fields.get(name)]] : [],
  );
  return [...inside, ...named].flatMap(([name, value]): [string, number][] => {
    const count =
      typeof value === "number"
        ? value
        : typeof value === "string" && /^\d{1,15}$/.test(value)
          ? Number(value)
          : undefined;
    return count === undefined ? [] : [[name, count]];
  });
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.slice(0, 2_000) : "";
}
