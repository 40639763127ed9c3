import type { Place, Protocol } from "#core";
import { NO_PAINT, type Paint } from "./paint.ts";
import { count, plain } from "./plain.ts";

/** The promised shape of `lockstep protocol show --format json`, version 1 (DESIGN.md §9). */
export function toProtocolJson(protocol: Protocol): object {
  const findings = protocol.findings.map(({ rule, severity, message, place, because }) => ({
    rule,
    severity,
    message,
    place,
    because: because.map(({ path, line, endLine }) =>
      endLine === undefined ? { path, line } : { path, line, endLine },
    ),
  }));
  return { version: 1, ...protocol, findings };
}

/** What a protocol holds, in numbers: “5 phases, 6 surfaces, 10 audit items”. */
export function sayContents({
  phases,
  surfaces,
  audit,
}: Pick<Protocol, "phases" | "surfaces" | "audit">): string {
  const parts = [
    [phases.length, "phase"],
    [surfaces.length, "surface"],
    [audit.length, "audit item"],
  ] as const;
  const there = parts.filter(([number]) => number > 0).map(([number, noun]) => count(number, noun));
  return there.length > 0 ? there.join(", ") : "nothing to enforce";
}

/** A protocol as a tree in text, every part with its line. */
export function toProtocolText(protocol: Protocol, paint: Paint = NO_PAINT): string {
  const { phases, log, trace, gaps, assumptionFields } = protocol;
  const lines = [
    paint.strong(plain(protocol.title)),
    ...section("Surfaces", protocol.surfaces, ({ title, requirement }) => `${title}: ${requirement}`, paint),
    ...section(
      "High-risk changes",
      protocol.risks,
      ({ title, requirement }) => `${title}: ${requirement}`,
      paint,
    ),
    ...(phases.length > 0 ? [heading("Phases", phases.length, paint)] : []),
    ...phases.flatMap((phase) => [
      row(`${phase.number} ${phase.title}`, phase.place, paint),
      ...phase.sections.map(({ title, place }) => row(`  section ${title}`, place, paint)),
      ...phase.tables.map(({ columns, place }) => row(`  table ${columns.join(" | ")}`, place, paint)),
      ...phase.bullets.map(({ title, min, max, place }) =>
        row(`  ${min}–${max} bullets: ${title}`, place, paint),
      ),
      `      ${phase.marker ? `gate ${plain(phase.marker)}` : paint.faint("no gate")}`,
    ]),
    ...section(
      "Steps",
      protocol.steps,
      ({ number, title, sequence }) => `${number} ${title}  (${sequence})`,
      paint,
    ),
    ...section("Checklist", protocol.checklist, ({ text }) => text, paint),
    ...section("Self-audit", protocol.audit, ({ item }) => item, paint),
    ...section(
      "Rubric",
      protocol.rubric,
      ({ criterion, description }) => `${criterion}: ${description}`,
      paint,
    ),
    ...section("Components", protocol.components, ({ component, role }) => `${component}: ${role}`, paint),
    ...section("Mandates", protocol.mandates, ({ area, mandate }) => `${area}: ${mandate}`, paint),
    ...section("Gates", protocol.gates, ({ kind, text }) => `${kind}: ${text}`, paint),
    ...section("Demands", protocol.demands, ({ kind, text }) => `${kind}: ${text}`, paint),
    ...section("Commands", protocol.commands, ({ name, outputs }) => `${name}: ${outputs.join("; ")}`, paint),
    ...(assumptionFields.length > 0
      ? [
          heading("Assumption fields", assumptionFields.length, paint),
          `  ${assumptionFields.map((field) => plain(field)).join(", ")}`,
        ]
      : []),
    ...(log
      ? [heading("Audit log fields", log.fields.length, paint), row(log.fields.join(", "), log.place, paint)]
      : []),
    ...(trace
      ? [heading("Trace block", trace.fields.length, paint), row(trace.fields.join(" "), trace.place, paint)]
      : []),
    ...(gaps
      ? [
          heading("Known gaps", gaps.fields.length, paint),
          row(`${gaps.title}: ${gaps.fields.join(", ")}`, gaps.place, paint),
        ]
      : []),
    ...section("Rules", protocol.rules, ({ text }) => text, paint),
    ...section("Advisory: shown, not enforced", protocol.advisory, ({ text }) => text, paint),
    ...(protocol.findings.length > 0
      ? ["", `${count(protocol.findings.length, "finding")}; lockstep protocol lint shows them.`]
      : []),
  ];
  return `${lines.join("\n")}\n`;
}

function section<Part extends { readonly place: Place }>(
  title: string,
  parts: readonly Part[],
  say: (part: Part) => string,
  paint: Paint,
): string[] {
  if (parts.length === 0) return [];
  return [heading(title, parts.length, paint), ...parts.map((part) => row(say(part), part.place, paint))];
}

function heading(title: string, parts: number, paint: Paint): string {
  return `\n${paint.strong(title)} ${paint.faint(String(parts))}`;
}

function row(text: string, { line }: Place, paint: Paint): string {
  return `  ${paint.faint(`${line}`.padStart(4))}  ${plain(text, 160)}`;
}
