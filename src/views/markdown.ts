import type { Finding, GateVerdict, Place, SurfaceVerdict, Verdict } from "#core";
import { SEVERITY_LOOKS, SURFACE_LOOKS } from "./look.ts";
import { count, plain } from "./plain.ts";

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
    `${code(change.base)} → ${code(change.head)}`,
    "",
    "| Surface | State | |",
    "|---|---|---|",
    ...surfaces.map((surface) => surfaceRow(surface)),
    ...(gates.length > 0
      ? ["", "| Gate | State | Waits for |", "|---|---|---|", ...gates.map((gate) => gateRow(gate))]
      : []),
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
        `| ${SEVERITY_LOOKS[severity].mark} ${SEVERITY_LOOKS[severity].word} | ${at(place)} | ${inline(message)} | ${code(rule)} |`,
    ),
    ...(left > 0 ? [`| | | … and ${left} more | |`] : []),
    "",
    "</details>",
  ];
}

function at({ path, line }: Place): string {
  return code(`${path}:${line}`);
}

/** A text as one code span inside a table cell, whatever it holds. */
function code(text: string): string {
  const safe = plain(text, 300).replaceAll("|", "\\|");
  const fence = "`".repeat(Math.max(0, ...(safe.match(/`+/g) ?? []).map((run) => run.length)) + 1);
  const pad = safe.startsWith("`") || safe.endsWith("`") ? " " : "";
  return `${fence}${pad}${safe}${pad}${fence}`;
}

/** A text as words: nothing in it is markup, a mention, an issue or a row's end. */
function inline(text: string): string {
  return plain(text, 400)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("@", "&#64;")
    .replaceAll("#", "&#35;")
    .replaceAll(/[\\`*_[\]|~!]/g, String.raw`\$&`);
}
