import type { Place } from "../model/place.ts";
import type { Protocol } from "../model/protocol.ts";

/** What a symbol of the outline stands for. */
export type OutlineKind =
  | "surface"
  | "risk"
  | "phase"
  | "section"
  | "table"
  | "bound"
  | "marker"
  | "step"
  | "check"
  | "audit"
  | "rubric"
  | "component"
  | "mandate"
  | "command"
  | "gate"
  | "demand"
  | "rule"
  | "assumptions"
  | "log"
  | "trace"
  | "gaps"
  | "group";

export interface OutlineItem {
  readonly kind: OutlineKind;
  readonly title: string;
  /** What is said of it: a requirement, a description. May be empty. */
  readonly detail: string;
  readonly place: Place;
  readonly children: readonly OutlineItem[];
}

/** What a protocol holds a change to, as a tree in the order of its lines. Empty groups are left out. */
export function outline(protocol: Protocol): OutlineItem[] {
  const leaf = (kind: OutlineKind, title: string, detail: string, place: Place): OutlineItem => ({
    kind,
    title,
    detail,
    place,
    children: [],
  });
  const { log, trace, gaps } = protocol;
  const sequences = [...new Set(protocol.steps.map(({ sequence }) => sequence))];
  const groups = [
    group(
      "Surfaces",
      protocol.surfaces.map((s) => leaf("surface", s.title, s.requirement, s.place)),
    ),
    group(
      "High-risk change types",
      protocol.risks.map((r) => leaf("risk", r.title, r.requirement, r.place)),
    ),
    ...protocol.phases.map((phase): OutlineItem[] => [
      {
        kind: "phase",
        title: `Phase ${phase.number} — ${phase.title}`,
        detail: phase.marker === undefined ? "no gate" : "ends at a gate",
        place: phase.place,
        children: [
          ...phase.sections.map((s) => leaf("section", s.title, s.text, s.place)),
          ...phase.tables.map((t) => leaf("table", t.title, t.columns.join(" · "), t.place)),
          ...phase.bullets.map((b) => leaf("bound", b.title, `${b.min} to ${b.max} entries`, b.place)),
        ].sort(byLine),
      },
    ]),
    ...sequences.map((name) =>
      group(
        name || "Steps",
        protocol.steps
          .filter(({ sequence }) => sequence === name)
          .map((s) => leaf("step", `${s.number}. ${s.title}`, s.text, s.place)),
      ),
    ),
    group(
      "Checklist",
      protocol.checklist.map((c) => leaf("check", c.text, "", c.place)),
    ),
    group(
      "Self-audit",
      protocol.audit.map((a) => leaf("audit", a.item, "", a.place)),
    ),
    group(
      "Rubric",
      protocol.rubric.map((r) => leaf("rubric", r.criterion, r.description, r.place)),
    ),
    group(
      "Components",
      protocol.components.map((c) => leaf("component", c.component, c.role, c.place)),
    ),
    group(
      "Mandates",
      protocol.mandates.map((m) => leaf("mandate", m.area, m.mandate, m.place)),
    ),
    group(
      "Assumptions",
      protocol.assumptionPolicy.map((a) => leaf("assumptions", a.text, "", a.place)),
    ),
    group(
      "Commands",
      protocol.commands.map((c) => leaf("command", c.name, c.outputs.join(" "), c.place)),
    ),
    group(
      "Gates",
      protocol.gates.map((g) => leaf("gate", g.text, g.kind, g.place)),
    ),
    group(
      "Demands",
      protocol.demands.map((d) => leaf("demand", d.text, d.kind, d.place)),
    ),
    group(
      "Rules",
      protocol.rules.map((r) => leaf("rule", r.text, "", r.place)),
    ),
    log ? [leaf("log", "Audit log", log.fields.join(", "), log.place)] : [],
    trace ? [leaf("trace", "Trace block", trace.fields.map((f) => `[${f}]`).join(" "), trace.place)] : [],
    gaps ? [leaf("gaps", gaps.title, gaps.fields.join(", "), gaps.place)] : [],
  ];
  return groups.flat().sort(byLine);
}

function group(title: string, children: readonly OutlineItem[]): OutlineItem[] {
  const inOrder = [...children].sort(byLine);
  const [first] = inOrder;
  if (!first) return [];
  const here = inOrder.filter(({ place }) => place.path === first.place.path);
  const endLine = here.reduce(
    (last, { place }) => Math.max(last, place.endLine ?? place.line),
    first.place.line,
  );
  const place = {
    path: first.place.path,
    line: first.place.line,
    ...(endLine > first.place.line ? { endLine } : {}),
  };
  return [{ kind: "group", title, detail: String(children.length), place, children: inOrder }];
}

function byLine(a: { readonly place: Place }, b: { readonly place: Place }): number {
  return a.place.path === b.place.path ? a.place.line - b.place.line : a.place.path < b.place.path ? -1 : 1;
}
