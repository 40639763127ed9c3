import {
  CERTAIN,
  documentsBestFirst,
  type Impact,
  isDocument,
  type Path,
  type RankedDocument,
  type RankedSection,
  sayFact,
  sayPlace,
  type StillTrue,
  type Verdict,
} from "#core";
import { count, plain } from "./plain.ts";
import type { Row } from "./tree.ts";
import { withoutMarks } from "./without-marks.ts";

/** Ranked documents that are shown beyond those with lines in doubt. */
const SHOWN = 3;

/**
 * *Doc Impact*: the documents a change is about, best first. Below each its lines in doubt, the uncertain ones
 * marked “possible”, the sections it likely is about with their best line, and the lines said to stay true.
 */
export function impactRows(verdict: Verdict): Row[] {
  const { impacts, confirmed } = verdict;
  const ranking = verdict.ranking?.neutral === true ? undefined : verdict.ranking;
  const doubted = new Set(impacts.map(({ place }) => place.path));
  const likely = new Set((ranking?.documents ?? []).slice(0, SHOWN).map(({ path }) => path));
  const settled = confirmed.map(({ impact }) => impact.place.path);
  const order = documentsBestFirst(verdict).map(({ path }) => path);
  const paths = new Set([
    ...order.filter((path) => doubted.has(path) || likely.has(path)),
    ...doubted,
    ...settled,
  ]);
  return [...paths].map((path) => documentRow(path, { impacts, confirmed, ...(ranking ? { ranking } : {}) }));
}

function documentRow(
  path: Path,
  { impacts, ranking, confirmed }: Pick<Verdict, "impacts" | "ranking" | "confirmed">,
): Row {
  const lines = inReadingOrder(impacts.filter(({ place }) => place.path === path));
  const isFalse = lines.some(({ confidence }) => confidence >= CERTAIN);
  const told = new Set(lines.map(({ place }) => place.line));
  const document = ranking?.documents.find((one) => one.path === path);
  // Where lines are false it is them that have to change: guesses beside them would only distract.
  const sections = (isFalse ? [] : (ranking?.sections ?? [])).filter(
    (section) => section.path === path && !told.has(section.best),
  );
  const settled = confirmed.filter(({ impact }) => impact.place.path === path);
  // With nothing below it, it is the row itself that says why.
  const isLeaf = lines.length + sections.length + settled.length === 0;
  const state =
    lines.length > 0
      ? count(lines.length, "line")
      : sections.length > 0 || document
        ? "likely"
        : "still true";
  return {
    id: `document|${path}`,
    label: plain(path.slice(path.lastIndexOf("/") + 1)),
    description: [state, plain(folderOf(path)), isLeaf ? plain(document?.reasons[0] ?? "", 80) : ""]
      .filter(Boolean)
      .join(" · "),
    icon: isDocument(path) ? "book" : "file-code",
    context: "document",
    spoken: `${path}, ${lines.length > 0 ? `${state} in doubt` : state}`,
    tooltip: [plain(path), ...reasons(document)].join("\n\n"),
    open: { path, line: lines[0]?.place.line ?? sections[0]?.best ?? 1 },
    rows: [...lines.map(impactRow), ...sections.map(sectionRow), ...settled.map(settledRow)],
    // Where nothing is in doubt, what is likely is all there is to see.
    expanded: lines.length > 0 || impacts.length === 0,
  };
}

/** From the top of the document to its end, the certain lines before the possible ones. */
function inReadingOrder(lines: readonly Impact[]): Impact[] {
  const rank = ({ confidence }: Impact): number => (confidence >= CERTAIN ? 0 : 1);
  return lines.toSorted((a, b) => rank(a) - rank(b) || a.place.line - b.place.line);
}

function reasons(document: RankedDocument | undefined): string[] {
  return document ? [plain(document.reasons.join("; "), 400)] : [];
}

function impactRow({ place, says, fact, cause, confidence }: Impact): Row {
  const isCertain = confidence >= CERTAIN;
  return {
    id: `impact|${place.path}|${place.line}|${fact.before ?? fact.name}`,
    label: `${place.line}`,
    description: `${isCertain ? "" : "possible · "}${quoted(says)}`,
    ...(isCertain ? { icon: "warning", color: "list.warningForeground" } : { icon: "question" }),
    context: `impact:${isCertain ? "certain" : "possible"}:canConfirm`,
    spoken: `Line ${place.line}, ${isCertain ? "out of date" : "possibly out of date"}: ${says}`,
    tooltip: `${sayFact(fact)} at ${sayPlace(cause)}.`,
    open: place,
    rows: [],
    expanded: false,
  };
}

function sectionRow({ path, title, best, reason }: RankedSection): Row {
  const name = title === "" ? "Beginning" : plain(withoutMarks(title), 60);
  return {
    id: `section|${path}|${title}`,
    label: name,
    description: `likely · line ${best} · ${plain(reason, 120)}`,
    icon: "symbol-text",
    context: "section:likely",
    spoken: `Section ${name}, likely, line ${best}: ${reason}`,
    tooltip: `${plain(path)}, line ${best}: ${plain(reason, 300)}.`,
    open: { path, line: best },
    rows: [],
    expanded: false,
  };
}

function settledRow({ impact: { place, says }, reason, who, when }: StillTrue): Row {
  return {
    id: `still-true|${place.path}|${place.line}|${says}`,
    label: `${place.line}`,
    description: `still true · ${plain(reason, 80)}`,
    icon: "pass-filled",
    color: "testing.iconPassed",
    context: "impact:still-true",
    spoken: `Line ${place.line}, still true: ${reason}`,
    tooltip: `${quoted(says)}\n\nStill true: ${plain(reason, 300)} (${plain(who)}, ${plain(when)})`,
    open: place,
    rows: [],
    expanded: false,
  };
}

function folderOf(path: Path): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

function quoted(line: string): string {
  return `“${plain(withoutMarks(line), 120)}”`;
}
