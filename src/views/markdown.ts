import type { Finding, GateVerdict, Place, SurfaceVerdict, Verdict } from "#core";
import { AUDIT_LOOKS, CLAIM_LOOKS, SEVERITY_LOOKS, SURFACE_LOOKS } from "./look.ts";
import { codeSpan, inline } from "./markup.ts";
import { count } from "./plain.ts";

/** Marks the comment, so that whoever posts it edits that one instead of adding another. */
export const REPORT_MARK = "<!-- lockstep:report:v1 -->";

/** How many findings a table lists one by one. */
const FINDINGS = 200;

/** The report as pull-request text: one line that says where it stands, the surfaces, the rest folded away. */
export function toMarkdown(verdict: Verdict): string {
  const { change, surfaces, gates, findings, summary } = verdict;
  const head = summary.inStep
    ? "in step"
    : [count(summary.errors, "error"), count(summary.warnings, "warning")].join(", ");
  return [
    REPORT_MARK,
    `### Lockstep: ${head}`,
    "",
    `${codeSpan(change.base)} → ${codeSpan(change.head)}`,
    "",
    "| Surface | State | |",
    "|---|---|---|",
    ...surfaces.map((surface) => surfaceRow(surface)),
    ...(gates.length > 0
      ? ["", "| Gate | State | Waits for |", "|---|---|---|", ...gates.map((gate) => gateRow(gate))]
      : []),
    ...auditTable(verdict),
    ...(findings.length > 0 ? findingsTable(findings) : []),
    "",
  ].join("\n");
}

function surfaceRow({ title, state, obligations, files, notNeeded }: SurfaceVerdict): string {
  const { mark, word } = SURFACE_LOOKS[state];
  const [first] = obligations;
  const more = obligations.length > 1 ? ` (and ${obligations.length - 1} more)` : "";
  const detail = notNeeded
    ? `${inline(notNeeded.reason)} (${inline(notNeeded.who)})`
    : state === "owed" && first
      ? `${at(first.place)} ${inline(first.says)}${more}`
      : files.length > 0
        ? count(files.length, "file")
        : "";
  return `| ${inline(title)} | ${mark} ${word} | ${detail} |`;
}

function gateRow({ phase, title, state, asks }: GateVerdict): string {
  return `| ${phase} · ${inline(title)} | ${state} | ${asks
    .slice(0, 5)
    .map(({ text }) => inline(text))
    .join("<br>")} |`;
}

/** What the self-audit and the rubric claim, and what came of checking it. */
function auditTable({ audit }: Verdict): string[] {
  const items = [...(audit?.items ?? []), ...(audit?.rubric ?? [])].filter(
    ({ state }) => state !== "unanswered",
  );
  if (!audit || items.length === 0) return [];
  const proven = items.filter(({ state }) => state === "proven").length;
  return [
    "",
    `<details><summary>Self-audit: ${proven} of ${count(items.length, "answer")} proven</summary>`,
    "",
    "| Item | State | Evidence |",
    "|---|---|---|",
    ...items.map(({ item, state, evidence }) => {
      const shown = evidence
        .slice(0, 5)
        .map(({ text, state: is }) => `${codeSpan(text.replaceAll("`", ""))} ${CLAIM_LOOKS[is].word}`);
      return `| ${inline(item)} | ${AUDIT_LOOKS[state].mark} ${AUDIT_LOOKS[state].word} | ${shown.join("<br>")} |`;
    }),
    ...audit.gaps.map(
      ({ item, owner = "nobody", eta = "no date" }) =>
        `| Gap: ${inline(item)} | ${inline(owner)} | ${inline(eta)} |`,
    ),
    "",
    "</details>",
  ];
}

function findingsTable(findings: readonly Finding[]): string[] {
  const shown = findings.slice(0, FINDINGS);
  const left = findings.length - shown.length;
  return [
    "",
    `<details><summary>${count(findings.length, "finding")}</summary>`,
    "",
    "| | Where | What | Rule |",
    "|---|---|---|---|",
    ...shown.map(
      ({ severity, place, message, rule }) =>
        `| ${SEVERITY_LOOKS[severity].mark} ${SEVERITY_LOOKS[severity].word} | ${at(place)} | ${inline(message)} | ${codeSpan(rule)} |`,
    ),
    ...(left > 0 ? [`| | | … and ${left} more | |`] : []),
    "",
    "</details>",
  ];
}

function at({ path, line }: Place): string {
  return codeSpan(`${path}:${line}`);
}
