import { type AuditedItem, sayFact, sayPlace, type Verdict } from "#core";
import { sayApproval } from "./gates.ts";
import { AUDIT_LOOKS, CLAIM_LOOKS, GATE_LOOKS, RUN_LOOKS, SEVERITY_LOOKS, SURFACE_LOOKS } from "./look.ts";
import { codeSpan, inline } from "./markup.ts";
import { count } from "./plain.ts";
import { sayRun } from "./run-rows.ts";

/** Longer lists are cut, and the cut is said. */
const MOST = 200;

/** The report of a change as a document: everything the verdict holds, for reading. Ends with a newline. */
export function toReport(verdict: Verdict): string {
  const { change, protocol, record, summary, track } = verdict;
  const state = summary.inStep ? "in step" : "not in step";
  return [
    `# ${inline(record?.started ? record.title : "Change report")}`,
    "",
    `${codeSpan(change.base)} → ${codeSpan(change.head)}, held to *${inline(protocol.title)}*: **${state}**` +
      ` (${count(summary.errors, "error")}, ${count(summary.warnings, "warning")}).`,
    ...(record ? ["", sayRecord(record)] : []),
    ...surfaces(verdict),
    ...(verdict.gates.length > 0
      ? ["", `Track: ${track.track}, because ${track.reasons.map(inline).join("; ")}.`]
      : []),
    ...gates(verdict),
    ...impacts(verdict),
    ...audit(verdict),
    ...runs(verdict),
    ...findings(verdict),
    "",
  ].join("\n");
}

function sayRecord({ id, opened, started }: NonNullable<Verdict["record"]>): string {
  return started
    ? `Change ${codeSpan(id)}, opened by ${inline(opened.by)}.`
    : `No change was started; decisions and runs are recorded in ${codeSpan(id)}.`;
}

function section(title: string, columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const left = rows.length - MOST;
  return [
    "",
    `## ${title}`,
    "",
    `| ${columns.join(" | ")} |`,
    `|${columns.map(() => "---").join("|")}|`,
    ...rows.slice(0, MOST).map((cells) => `| ${cells.join(" | ")} |`),
    ...(left > 0 ? ["", `… and ${left} more.`] : []),
  ];
}

function surfaces({ surfaces: all }: Verdict): string[] {
  return section(
    "Update surfaces",
    ["Surface", "State", "What is left"],
    all.map(({ title, state, obligations, notNeeded }) => [
      inline(title),
      `${SURFACE_LOOKS[state].mark} ${SURFACE_LOOKS[state].word}`,
      notNeeded
        ? `${inline(notNeeded.reason)} (${inline(notNeeded.who)})`
        : obligations
            .slice(0, 10)
            .map(({ place, says }) => `${codeSpan(sayPlace(place))} ${inline(says)}`)
            .join("<br>"),
    ]),
  );
}

function gates({ gates: all }: Verdict): string[] {
  return section(
    "Phases and gates",
    ["Phase", "Gate", "Waits for"],
    all.map(({ phase, title, state, asks, approval }) => [
      `${phase} ${inline(title)}`,
      `${GATE_LOOKS[state].mark} ${GATE_LOOKS[state].word}`,
      approval
        ? inline(sayApproval(approval))
        : asks
            .slice(0, 10)
            .map(({ text }) => inline(text))
            .join("<br>"),
    ]),
  );
}

function impacts({ impacts: all }: Verdict): string[] {
  return section(
    "Document lines in doubt",
    ["Line", "It says", "What changed"],
    all.map(({ place, says, fact, cause }) => [
      codeSpan(sayPlace(place)),
      inline(says),
      `${inline(sayFact(fact))} at ${codeSpan(sayPlace(cause))}`,
    ]),
  );
}

function audit({ audit: all }: Verdict): string[] {
  if (!all) return [];
  return [
    ...section("Self-audit", ["Item", "State", "Evidence"], all.items.map(itemCells)),
    ...section("Final rubric", ["Criterion", "State", "Evidence"], all.rubric.map(itemCells)),
    ...section(
      "Known gaps",
      ["Gap", "Owner", "ETA"],
      all.gaps.map(({ item, owner = "–", eta = "–" }) => [inline(item), inline(owner), inline(eta)]),
    ),
  ];
}

function itemCells({ item, state, evidence }: AuditedItem): string[] {
  const { mark, word } = AUDIT_LOOKS[state];
  const shown = evidence.slice(0, 10).map(({ text, state: is, place }) => {
    const now = is === "moved" && place ? `, now ${codeSpan(sayPlace(place))}` : "";
    return `${codeSpan(text.replaceAll("`", ""))} ${CLAIM_LOOKS[is].mark} ${CLAIM_LOOKS[is].word}${now}`;
  });
  return [inline(item), `${mark} ${word}`, shown.join("<br>")];
}

function runs({ runs: all }: Verdict): string[] {
  return section(
    "Verification runs",
    ["Command", "State", "Result"],
    all.map((run) => {
      const { mark, word } = RUN_LOOKS[run.state];
      return [codeSpan(run.command.replaceAll("`", "'")), `${mark} ${word}`, inline(sayRun(run))];
    }),
  );
}

function findings({ findings: all }: Verdict): string[] {
  return section(
    "Findings",
    ["", "Where", "What", "Rule"],
    all.map(({ severity, place, message, rule }) => [
      `${SEVERITY_LOOKS[severity].mark} ${SEVERITY_LOOKS[severity].word}`,
      codeSpan(sayPlace(place)),
      inline(message),
      codeSpan(rule),
    ]),
  );
}
