import type { Finding, Severity, Verdict } from "#core";
import { toMarkdown } from "./markdown.ts";
import { plain } from "./plain.ts";

type Kind = "error" | "warning" | "notice";

const KINDS = {
  error: "error",
  warning: "warning",
  info: "notice",
  hint: "notice",
} as const satisfies Record<Severity, Kind>;

/** What GitHub shows of each kind in one step; it drops the rest without a word. */
const PER_KIND = 10;
/** What a step summary holds, in UTF-8 bytes. */
const SUMMARY = 1024 * 1024;

/**
 * Workflow commands that become annotations on the changed lines: at most ten of each kind, the last of
 * them saying how many more there are. The whole table is in the step summary.
 */
export function toGithub({ findings }: Verdict): string {
  const lines = (["error", "warning", "notice"] as const).flatMap((kind) => {
    const all = findings.filter(({ severity }) => KINDS[severity] === kind);
    const shown = all.length > PER_KIND ? all.slice(0, PER_KIND - 1) : all;
    const left = all.length - shown.length;
    return [
      ...shown.map((finding) => annotation(kind, finding)),
      ...(left > 0 ? [`::${kind} title=Lockstep::… ${left} more in the summary`] : []),
    ];
  });
  return lines.map((line) => `${line}\n`).join("");
}

/** The Markdown for `$GITHUB_STEP_SUMMARY`, cut at whole rows where it would be refused. */
export function toStepSummary(verdict: Verdict): string {
  const whole = toMarkdown(verdict);
  if (whole.length * 3 <= SUMMARY) return whole;
  const kept: string[] = [];
  let size = 0;
  for (const line of whole.split("\n")) {
    size += line.length * 3 + 1;
    if (size > SUMMARY - 1_000) break;
    kept.push(line);
  }
  return `${kept.join("\n")}\n\n… cut here: a step summary holds 1 MiB.\n`;
}

function annotation(kind: Kind, { rule, message, place: { path, line, endLine } }: Finding): string {
  const end = endLine === undefined ? "" : `,endLine=${endLine}`;
  return `::${kind} file=${property(path)},line=${line}${end},title=${property(rule)}::${data(message)}`;
}

function data(text: string): string {
  return plain(text, 1_000).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
