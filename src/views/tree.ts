import type { Obligation, Place, RiskVerdict, SurfaceVerdict, Verdict } from "#core";
import { RISK_LOOKS, SURFACE_LOOKS } from "./look.ts";
import { besidePlace, inReadingOrder } from "./obligations.ts";
import { count, plain } from "./plain.ts";
import { runRows } from "./run-rows.ts";
import { withoutMarks } from "./without-marks.ts";

/** A row of a tree view, whatever draws it. Labels are nouns; the description puts the state first. */
export interface Row {
  /** Stable across refreshes, so that expansion survives. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  readonly color?: string;
  /** Colon flags for menus: `surface:documentation:owed:canMarkNotNeeded`. */
  readonly context: string;
  /** The whole state in words, for screen readers. */
  readonly spoken: string;
  readonly tooltip: string;
  /** Where a click leads. */
  readonly open?: Place;
  readonly surface?: string;
  /** The item of a self-audit or a rubric it is about. */
  readonly item?: string;
  /** The phase a row is about, or the assumption, by its id. */
  readonly phase?: number;
  readonly assumption?: string;
  /** The commit of history it is about; what it opens stands there. */
  readonly commit?: string;
  /** What of the commit it is about: the key of a remark. */
  readonly about?: string;
  /** The edit of the commit because of which it says something. */
  readonly cause?: Place;
  readonly rows: readonly Row[];
  readonly expanded: boolean;
}

/**
 * *Update Surfaces*: each surface, what it owes, its changed files, and the edits that caused it; then the high-risk
 * change types that the change touches.
 */
export function surfaceRows({ surfaces, risks, runs }: Verdict): Row[] {
  return [
    ...surfaces.map((surface) => surfaceRow(surface, surface.role === "verification" ? runs : [])),
    ...risks.map(riskRow),
  ];
}

function riskRow({ id, title, state, requirement, says, because }: RiskVerdict): Row {
  const { word, icon, color } = RISK_LOOKS[state];
  return {
    id: `risk|${id}|${state}`,
    label: plain(title),
    description: `${word} · high risk`,
    icon,
    color,
    context: `risk:${state}`,
    spoken: `High-risk change: ${title}, ${word}`,
    tooltip: requirement,
    item: title,
    rows: [...says.map((clause) => clauseRow(id, clause)), causesRow(`risk|${id}`, because)],
    expanded: state === "unanswered",
  };
}

function clauseRow(risk: string, clause: string): Row {
  return {
    id: `says|${risk}|${clause}`,
    label: plain(clause, 120),
    description: "",
    icon: "arrow-right",
    context: "says",
    spoken: clause,
    tooltip: plain(clause),
    rows: [],
    expanded: false,
  };
}

function surfaceRow(surface: SurfaceVerdict, runs: Verdict["runs"]): Row {
  const { id, title, state, requirement, obligations, notNeeded } = surface;
  const look = SURFACE_LOOKS[state];
  const canMark = state === "owed" ? `:${surface.role}:canMarkNotNeeded` : "";
  const detail = detailOf(surface);
  return {
    // A surface that becomes owed is a new row, so that it opens by itself; otherwise what was folded stays folded.
    id: `surface|${id}|${state}`,
    label: plain(title),
    description: detail ? `${look.word} · ${detail}` : look.word,
    icon: look.icon,
    color: look.color,
    context: `surface:${id}:${state}${canMark}`,
    spoken: [title, look.word, detail].filter(Boolean).join(", "),
    tooltip: [
      requirement,
      ...(notNeeded ? [`Not needed: ${notNeeded.reason} (${notNeeded.who}, ${notNeeded.when})`] : []),
    ].join("\n\n"),
    surface: id,
    rows: [
      ...inReadingOrder(obligations).map((owed) => obligationRow(owed, id)),
      ...runRows(runs, id),
      ...fileRows(surface),
      ...causeRows(surface),
    ],
    expanded: state === "owed",
  };
}

function detailOf({ state, obligations, files, notNeeded }: SurfaceVerdict): string {
  if (state === "owed") {
    const lines = obligations.filter(({ impact }) => impact).length;
    return lines > 0 ? count(lines, "line") : count(obligations.length, "edit");
  }
  if (state === "not-needed") return plain(notNeeded?.reason ?? "", 60);
  return state === "met" && files.length > 0 ? count(files.length, "file") : "";
}

function obligationRow({ place, says, impact }: Obligation, surface: string): Row {
  return {
    id: `owed|${surface}|${place.path}|${place.line}|${impact?.fact.before ?? says}`,
    label: `${nameOf(place.path)}:${place.line}`,
    description: impact ? quoted(impact.says) : plain(besidePlace(says, place), 120),
    icon: "arrow-right",
    color: "list.warningForeground",
    context: `obligation:${surface}:owed`,
    spoken: `Owed: ${place.path}, line ${place.line}. ${says}`,
    tooltip: says,
    open: place,
    surface,
    rows: [],
    expanded: false,
  };
}

/** The changed files, but for those of which a row says already what they owe. */
function fileRows({ id, files, obligations }: SurfaceVerdict): Row[] {
  const said = new Set(obligations.map(({ place }) => place.path));
  const rest = files.filter((path) => !said.has(path));
  return rest.map((path) => ({
    id: `file|${id}|${path}`,
    label: nameOf(path),
    description: ["changed", plain(folderOf(path))].filter(Boolean).join(" · "),
    icon: "file",
    context: "file",
    spoken: `Changed file ${path}`,
    tooltip: plain(path),
    open: { path, line: 1 },
    surface: id,
    rows: [],
    expanded: false,
  }));
}

function causeRows({ id, role, because }: SurfaceVerdict): Row[] {
  if (role === "code" || role === "repository" || because.length === 0) return [];
  return [causesRow(id, because, id)];
}

function causesRow(of: string, because: readonly Place[], surface?: string): Row {
  const own = surface === undefined ? {} : { surface };
  return {
    id: `causes|${of}`,
    label: "Because of",
    description: count(because.length, "edit"),
    icon: "git-compare",
    context: "causes",
    spoken: `Because of ${count(because.length, "edit")}`,
    tooltip: "The edits that caused this to be looked at.",
    ...own,
    expanded: false,
    rows: because.map((place) => ({
      id: `cause|${of}|${place.path}|${place.line}`,
      label: `${nameOf(place.path)}:${place.line}`,
      description: plain(folderOf(place.path)),
      icon: "diff-modified",
      context: "cause",
      spoken: `Edit in ${place.path}, line ${place.line}`,
      tooltip: plain(place.path),
      open: place,
      ...own,
      rows: [],
      expanded: false,
    })),
  };
}

function nameOf(path: string): string {
  return plain(path.slice(path.lastIndexOf("/") + 1));
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

function quoted(line: string): string {
  return `“${plain(withoutMarks(line), 120)}”`;
}
