import type { Because, Finding, Obligation, Place, RiskVerdict, SurfaceVerdict, Verdict } from "#core";
import { gateLines, sayGate } from "./gates.ts";
import { RISK_LOOKS, SEVERITY_LOOKS, SURFACE_LOOKS } from "./look.ts";
import { NO_PAINT, type Paint } from "./paint.ts";
import { count, plain } from "./plain.ts";
import { currentGate, nextStep } from "./next-step.ts";

/** The report of `lockstep check`: surfaces with what they owe, findings, one closing line. Ends with a newline. */
export function toText(verdict: Verdict, paint: Paint = NO_PAINT): string {
  const { change, surfaces, risks, findings, summary } = verdict;
  const nothing =
    surfaces.every(({ state }) => state === "untouched") &&
    findings.length === 0 &&
    verdict.gates.length === 0;
  const gate = currentGate(verdict);
  const closing = nothing
    ? paint.good("Nothing to do: no change that owes anything.")
    : summary.inStep
      ? paint.good(owedLine(surfaces) ?? "In step.")
      : summary.errors + summary.warnings === 0 && gate
        ? paint.owed(`Waiting: ${sayGate(gate)}.`)
        : `${count(summary.errors, "error")}, ${count(summary.warnings, "warning")}, ${count(summary.infos, "note")}`;
  const step = nothing ? undefined : nextStep(verdict);
  return [
    `${paint.strong("Lockstep")}  ${paint.faint(`${plain(change.base)} → ${plain(change.head)}`)}`,
    "",
    ...surfaces.flatMap((surface) => surfaceLines(surface, paint)),
    ...(risks.length > 0 ? ["", ...risks.flatMap((risk) => riskLines(risk, paint))] : []),
    ...(verdict.gates.length > 0 ? ["", ...verdict.gates.flatMap((gate) => gateLines(gate, paint))] : []),
    ...(findings.length > 0 ? ["", ...findings.flatMap((finding) => findingLines(finding, paint))] : []),
    "",
    closing,
    ...(step ? [`${paint.faint("Next:")} ${plain(step.says, 400)}  ${paint.faint(at(step.place))}`] : []),
    "",
  ].join("\n");
}

/** The report of `lockstep status`: one line a surface and one a gate. */
export function toStatusText({ surfaces, gates }: Verdict, paint: Paint = NO_PAINT): string {
  return [
    ...surfaces.map((surface) => headline(surface, paint)),
    ...gates.map((gate) => gateLines({ ...gate, asks: [] }, paint)[0]!),
    "",
  ].join("\n");
}

function surfaceLines(surface: SurfaceVerdict, paint: Paint): string[] {
  return [
    headline(surface, paint),
    ...surface.obligations.slice(0, 8).map((owed) => obligationLine(owed, paint)),
    ...more(surface.obligations.length - 8, paint),
  ];
}

function riskLines({ title, state, requirement, says, because }: RiskVerdict, paint: Paint): string[] {
  const { mark, word } = RISK_LOOKS[state];
  const colour = state === "answered" ? paint.good : paint.owed;
  const [first] = because;
  return [
    `  ${colour(`${mark} ${plain(title)}`)}  ${word}  ${paint.faint(first ? at(first) : "")}`,
    `      ${plain(requirement, 400)}  ${paint.faint(plain(says.join("; "), 400))}`,
  ];
}

function more(rest: number, paint: Paint): string[] {
  return rest > 0 ? [`      ${paint.faint(`… and ${rest} more`)}`] : [];
}

function headline({ title, state, files, notNeeded }: SurfaceVerdict, paint: Paint): string {
  const { mark, word } = SURFACE_LOOKS[state];
  const paints = { met: paint.good, owed: paint.owed, "not-needed": paint.faint, untouched: paint.faint };
  const detail = notNeeded
    ? `${plain(notNeeded.reason)} (${plain(notNeeded.who)})`
    : files.length > 0
      ? `${count(files.length, "file")} changed`
      : "";
  return `  ${paints[state](`${mark} ${plain(title).padEnd(22)} ${word.padEnd(10)}`)} ${paint.faint(detail)}`.trimEnd();
}

function obligationLine({ place, says }: Obligation, paint: Paint): string {
  return `      ${at(place)}  ${paint.faint(plain(says, 400))}`;
}

/** Findings, each with the lines because of which it is said. */
export function findingLines({ rule, severity, message, place, because }: Finding, paint: Paint): string[] {
  const { mark, word } = SEVERITY_LOOKS[severity];
  const colour = severity === "error" ? paint.bad : severity === "warning" ? paint.owed : paint.faint;
  return [
    `${at(place)}  ${colour(`${mark} ${word}`)}  ${plain(message, 400)}  ${paint.faint(rule)}`,
    ...because
      .filter(({ says }) => says !== undefined)
      .slice(0, 5)
      .map((line) => becauseLine(line, paint)),
  ];
}

function becauseLine(line: Because, paint: Paint): string {
  return paint.faint(`    ↳ ${at(line)}  ${plain(line.says ?? "")}`);
}

function owedLine(surfaces: readonly SurfaceVerdict[]): string | undefined {
  const owed = surfaces.filter(({ state }) => state === "owed").map(({ title }) => plain(title));
  return owed.length > 0 ? `Nothing stands in the way. Still open: ${owed.join(", ")}.` : undefined;
}

function at({ path, line }: Place): string {
  return `${plain(path)}:${line}`;
}
