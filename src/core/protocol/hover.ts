import type { Place } from "../model/place.ts";
import type { Protocol } from "../model/protocol.ts";
import { outline, type OutlineItem, type OutlineKind } from "./outline.ts";

/** What Lockstep makes of one line. */
export interface ProtocolHover {
  /** Plain sentences, no Markdown in them. The first names the part. */
  readonly says: readonly string[];
  readonly place: Place;
}

/** What a part of that kind does to a change. */
const MEANING = {
  surface: "A surface: it has to move with the others whenever a change owes it.",
  risk: "A high-risk change type: a change of this kind owes the extra requirement.",
  phase: "A phase: work happens in it until its gate is opened.",
  section: "A part the phase document must contain.",
  table: "A table the phase document must contain, with these columns.",
  bound: "How many entries that part must have.",
  marker: "The gate marker: it has to stand last in the phase document, exactly like this.",
  step: "A step of a required sequence.",
  check: "A checklist item: answered before the change is called complete.",
  audit: "A self-audit item: its row needs a result and evidence that holds.",
  rubric: "A rubric criterion: judged Pass or Fail in the final verification.",
  component: "A component: it owes redundancy and rollback documents.",
  mandate: "A mandate for this area.",
  command: "A re-run command: it asks for exactly this output.",
  gate: "It stops the work.",
  demand: "It says how work is done.",
  rule: "A rule in your team's own words.",
  assumptions: "Part of the assumption policy.",
  log: "The audit log's schema: every entry carries these fields.",
  trace: "Every changed file needs a block with these fields.",
  gaps: "Failing items have to be listed there, with these fields.",
  group: "",
} as const satisfies Record<OutlineKind, string>;

/** What a line of a protocol document became; `undefined` where it became nothing. The narrowest part wins. */
export function protocolHover(protocol: Protocol, path: string, line: number): ProtocolHover | undefined {
  const parts = outline(protocol).flatMap(function flat(item): OutlineItem[] {
    return [...(item.kind === "group" ? [] : [item]), ...item.children.flatMap(flat)];
  });
  const [part] = parts
    .filter(({ place }) => place.path === path && place.line <= line && line <= (place.endLine ?? place.line))
    .sort((a, b) => size(a.place) - size(b.place));
  if (part && (part.kind !== "phase" || part.place.line === line)) {
    const detail = part.detail === "" ? [] : [part.detail];
    return { says: [part.title, MEANING[part.kind], ...detail], place: part.place };
  }
  const advice = protocol.advisory.find(({ place }) => place.path === path && place.line === line);
  return advice && { says: ["Advice", "Lockstep shows this and cannot check it."], place: advice.place };
}

function size({ line, endLine }: Place): number {
  return (endLine ?? line) - line;
}
