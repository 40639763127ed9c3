import { judgeClaims } from "./audit/judge-claims.ts";
import type { Level } from "./config/schema.ts";
import { uniqueBy } from "./group.ts";
import type { Finding, Severity } from "./model/finding.ts";
import type { GateVerdict, Summary, Verdict } from "./model/verdict.ts";
import { judgeRecord } from "./ledger/judge-record.ts";
import { judgeRisks } from "./risks/judge-risks.ts";
import { CHANGE_RULES, GATE_RULES } from "./rules/index.ts";
import type { Case, GateCase, Rule } from "./rules/rule.ts";
import type { Snapshot } from "./snapshot.ts";
import { judgeSurfaces } from "./surfaces/judge-surfaces.ts";
import { judgeRuns } from "./surfaces/runs.ts";
import { situationOf } from "./surfaces/situation.ts";
import { sayPlace } from "./wording.ts";

type Levels = Readonly<Record<string, (typeof Level)["_output"]>>;

/** The one judgement: everything Lockstep holds to be true of a change. Pure; equal snapshots, equal verdicts. */
export function judge(snapshot: Snapshot): Verdict {
  const situation = situationOf(snapshot);
  const surfaces = judgeSurfaces(situation);
  const { audit, findings: claimed } = judgeClaims(snapshot);
  const risks = judgeRisks({ ...situation, verdicts: surfaces, ...(audit ? { audit } : {}) });
  const facts: Case = { ...situation, verdicts: surfaces, risks };
  const levels: Levels = snapshot.configuration?.config.rules ?? {};
  const { gates, track, record } = judgeRecord({ ...facts, claimed, ...(audit ? { audit } : {}) });
  const held: GateCase = { ...facts, gates };
  const findings = uniqueBy(
    [
      // A change cannot switch off what it is held at.
      ...GATE_RULES.flatMap((rule) => findingsOf(rule, held, snapshot.policy.rules)),
      ...CHANGE_RULES.flatMap((rule) => findingsOf(rule, facts, levels)),
      ...[...claimed, ...(snapshot.configuration?.findings ?? []), ...snapshot.protocol.findings].flatMap(
        (finding) => {
          const severity = levelOf(finding.rule, finding.severity, levels);
          return severity ? [{ ...finding, severity }] : [];
        },
      ),
    ],
    ({ rule, place, surface, message }) => JSON.stringify([rule, sayPlace(place), surface, message]),
  );
  return {
    protocol: snapshot.protocol,
    protocols: snapshot.protocols,
    change: snapshot.change,
    surfaces,
    risks,
    runs: judgeRuns(snapshot),
    gates,
    track,
    ...(record === undefined ? {} : { record }),
    recordProblems: snapshot.records.problems,
    findings,
    impacts: situation.impacts,
    confirmed: situation.confirmed,
    ...(audit ? { audit } : {}),
    summary: summarise(findings, gates),
    ...(situation.ranked ? { ranking: situation.ranked } : {}),
  };
}

function findingsOf<Facts extends Case>(rule: Rule<Facts>, facts: Facts, levels: Levels): Finding[] {
  const severity = levelOf(rule.id, rule.ladder[facts.stage], levels);
  if (!severity) return [];
  return [...rule.judge(facts)].map((said) => ({ because: [], ...said, rule: rule.id, severity }));
}

/** A rule's severity after the configuration: its own entry, else its group's, else the ladder's. */
function levelOf(rule: string, ladder: Severity | undefined, levels: Levels): Severity | undefined {
  const group = `${rule.slice(0, rule.indexOf("/"))}/*`;
  const level = Object.hasOwn(levels, rule)
    ? levels[rule]
    : Object.hasOwn(levels, group)
      ? levels[group]
      : ladder;
  // A broken configuration cannot switch off the finding that it is broken.
  if (rule === "config/invalid") return "error";
  return level === "off" || ladder === undefined ? undefined : level;
}

function summarise(findings: readonly Finding[], gates: readonly GateVerdict[]): Summary {
  const count = (severity: Severity): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings] = [count("error"), count("warning")];
  const closed = gates.some(({ state }) => state === "waiting" || state === "broken");
  return { errors, warnings, infos: count("info"), inStep: errors + warnings === 0 && !closed };
}
