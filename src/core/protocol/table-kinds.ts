import type { Table } from "./blocks.ts";
import type { Section } from "./sections.ts";

/** What a table means to Lockstep, told by its header words. */
export type TableKind =
  | "surfaces"
  | "risks"
  | "audit"
  | "rubric"
  | "components"
  | "mandates"
  | "steps"
  | "gaps"
  | "assumptions";

/** A column a table of that kind needs: by which words it is known, and what a fix inserts. */
export interface Need {
  readonly role: string;
  readonly header: RegExp;
  readonly insert: string;
}

interface Shape {
  readonly key: RegExp;
  readonly needs: readonly Need[];
  /** How many of the needs must be met for the table to be of this kind, unless its heading says so. */
  readonly least: number;
  /** Headings under which the key column alone is enough. */
  readonly heading: RegExp;
}

const VERDICT = /\b(?:result|status|verdict|pass|fail|outcome|met|score|rating|done)\b|✓|✅/i;
const DEMAND =
  /\b(?:requirements?|mandates?|rules?|polic(?:y|ies)|must|standards?|expectations?|guidelines?|updates?|owes|demands?|actions?|what)\b/i;

/** Tried in order: the first that fits says what the table is. */
const SHAPES = {
  audit: {
    key: /^(?:checklist items?|(?:self-)?audit items?|items?|checks?|verification items?)$/i,
    needs: [
      { role: "result", header: VERDICT, insert: "Result" },
      {
        role: "evidence",
        header: /\b(?:evidence|proof|file:line|references?)\b/i,
        insert: "Evidence (file:line)",
      },
    ],
    least: 2,
    heading: /\b(?:self-)?audit\b/i,
  },
  rubric: {
    key: /^(?:criteri(?:on|a)|(?:verification |acceptance |success )criteri(?:on|a)|rubric(?: item)?)$/i,
    needs: [
      {
        role: "description",
        header: /\b(?:descriptions?|details?|meaning|what|definition|how|requirements?)\b/i,
        insert: "Description",
      },
      { role: "verdict", header: VERDICT, insert: "Pass/Fail" },
    ],
    least: 1,
    heading: /\b(?:rubric|verification)\b/i,
  },
  risks: {
    key: /\b(?:changes? types?|types? of changes?|kinds? of changes?|high-?risk|risk areas?|if you (?:change|touch|modify|edit)|when you (?:change|touch|modify|edit)|you changed?|when changing|what changed|changed?)\b/i,
    needs: [
      {
        role: "requirement",
        header: /\b(?:requirements?|extra|conditions?|care|needs?|must|also|updates?|then|do|required)\b/i,
        insert: "Extra requirement",
      },
    ],
    least: 1,
    heading: /\b(?:high-?risk|change types?)\b/i,
  },
  surfaces: {
    key: /\bsurfaces?\b/i,
    needs: [{ role: "requirement", header: DEMAND, insert: "Requirement" }],
    least: 1,
    heading: /\bsurfaces?\b/i,
  },
  gaps: {
    key: /\b(?:gaps?|todos?|known issues?|open items?)\b/i,
    needs: [
      { role: "owner", header: /\b(?:owner|responsible|assignee|who)\b/i, insert: "Owner" },
      { role: "ETA", header: /\b(?:eta|due|deadline|target date|when|by)\b/i, insert: "ETA" },
    ],
    least: 2,
    heading: /\b(?:gaps?|todos?)\b/i,
  },
  assumptions: {
    key: /^(?:(?:current )?assumptions?|assumed)$/i,
    needs: [
      { role: "rationale", header: /\b(?:rationale|why|basis|reason)\b/i, insert: "Rationale" },
      { role: "risk", header: /\brisk|impact|wrong\b/i, insert: "Risk if wrong" },
      { role: "test", header: /\b(?:test|validation|verify|verification|check)\b/i, insert: "Proposed test" },
    ],
    least: 2,
    heading: /\bassumptions\b/i,
  },
  components: {
    key: /^(?:critical )?(?:components?|services?|systems?|dependenc(?:y|ies))(?: name)?$/i,
    needs: [
      {
        role: "function",
        header: /\b(?:functions?|roles?|purpose|responsibilit(?:y|ies)|descriptions?|does)\b/i,
        insert: "Function",
      },
      {
        role: "why",
        header: /\b(?:why|redundan\w*|critical\w*|rollback|failover|recovery|reason)\b/i,
        insert: "Why redundancy is critical",
      },
    ],
    least: 2,
    heading: /\b(?:redundan\w*|resilien\w*|failover|critical components?)\b/i,
  },
  mandates: {
    key: /^(?:areas?|topics?|domains?|practices?|key practices?|categor(?:y|ies)|principles?|aspects?|concerns?)$/i,
    needs: [{ role: "mandate", header: DEMAND, insert: "Mandate" }],
    least: 1,
    heading: /\bmandates?\b/i,
  },
  steps: {
    key: /^(?:steps?|step (?:#|no\.?|number))$/i,
    needs: [
      {
        role: "action",
        header: /\b(?:actions?|what|descriptions?|tasks?|details?|activit(?:y|ies)|do)\b/i,
        insert: "Action",
      },
    ],
    least: 1,
    heading: /\b(?:sequence|steps)\b/i,
  },
} as const satisfies Record<TableKind, Shape>;

/** A table whose kind is known, with the columns that carry its parts. */
export interface KnownTable {
  readonly kind: TableKind;
  readonly key: number;
  /** Column numbers by role; a role that is missing has none. */
  readonly columns: ReadonlyMap<string, number>;
  readonly missing: readonly Need[];
}

/** What a table is, or `undefined` for a table that Lockstep has no use for. */
export function tableKind(table: Table, section: Section): KnownTable | undefined {
  for (const [kind, shape] of Object.entries(SHAPES) as [TableKind, Shape][]) {
    const key = keyColumn(table.columns, shape);
    if (key < 0) continue;
    const columns = new Map<string, number>();
    const missing: Need[] = [];
    for (const need of shape.needs) {
      const found = table.columns.findIndex(
        (column, at) => at !== key && ![...columns.values()].includes(at) && need.header.test(column),
      );
      if (found < 0) missing.push(need);
      else columns.set(need.role, found);
    }
    const named = shape.heading.test(section.title) || shape.heading.test(section.parent?.title ?? "");
    const enough = shape.needs.length - missing.length >= shape.least;
    if (enough || named) return { kind, key, columns, missing };
  }
  return undefined;
}

/** The column the kind is known by: the first, after a column of numbers. */
function keyColumn(columns: readonly string[], shape: Shape): number {
  const first = columns.length > 1 && /^(?:#|no\.?|nr\.?|id)$/i.test(columns[0] ?? "") ? 1 : 0;
  return shape.key.test(columns[first] ?? "") ? first : -1;
}
