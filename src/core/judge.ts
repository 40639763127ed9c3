import { judgeClaims } from "./audit/judge-claims.ts";
import type { Level } from "./config/schema.ts";
import { uniqueBy } from "./group.ts";
import type { Finding, Severity } from "./model/finding.ts";
import type { Summary, Verdict } from "./model/verdict.ts";
import { RULES } from "./rules/index.ts";
import type { Case } from "./rules/rule.ts";
import type { Snapshot } from "./snapshot.ts";
import { judgeSurfaces } from "./surfaces/judge-surfaces.ts";
import { situationOf } from "./surfaces/situation.ts";
import { sayPlace } from "./wording.ts";

type Levels = Readonly<Record<string, (typeof Level)["_output"]>>;

/** The one judgement: everything Lockstep holds to be true of a change. Pure; equal snapshots, equal verdicts. */
export function judge(snapshot: Snapshot): Verdict {
  const situation = situationOf(snapshot);
  const surfaces = judgeSurfaces(situation);
  const { audit, findings: claimed } = judgeClaims(snapshot);
  const facts: Case = { ...situation, verdicts: surfaces };
  const levels: Levels = snapshot.configuration?.config.rules ?? {};
  const findings = uniqueBy(
    [
      ...RULES.flatMap((rule) => {
        const severity = levelOf(rule.id, rule.ladder[snapshot.stage], levels);
        if (!severity) return [];
        return [...rule.judge(facts)].map((said): Finding => ({
          because: [],
          ...said,
          rule: rule.id,
          severity,
        }));
      }),
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
    gates: [],
    findings,
    impacts: situation.impacts,
    ...(audit ? { audit } : {}),
    summary: summarise(findings),
  };
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

function summarise(findings: readonly Finding[]): Summary {
  const count = (severity: Severity): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings] = [count("error"), count("warning")];
  return { errors, warnings, infos: count("info"), inStep: errors + warnings === 0 };
}
