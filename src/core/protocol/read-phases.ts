import type {
  BulletBound,
  Protocol,
  ProtocolGate,
  ProtocolPhase,
  ProtocolSection,
} from "../model/protocol.ts";
import { groupBy } from "../group.ts";
import type { Block, Table } from "./blocks.ts";
import { contentsOf } from "./contents.ts";
import { placeOf, type Claims, type Document } from "./document.ts";
import { exactMarkers, type MarkerUse } from "./markers.ts";
import { phaseHeading } from "./phase-heading.ts";
import { commonMarker, everyPhaseMarker, firstOn } from "./phase-markers.ts";
import { tablePart, type ReadTable } from "./read-tables.ts";
import { boundOf, sectionTitles } from "./section-titles.ts";
import { subtree } from "./sections.ts";
import { traceFields } from "./trace.ts";
import { isSequenceTitle } from "./words.ts";

export type PhaseParts = Pick<Protocol, "phases"> & { readonly gates: readonly ProtocolGate[] };

/** The phases, told by headings `PHASE n — name`, with what their documents must contain. */
export function readPhases(
  document: Document,
  tables: readonly ReadTable[],
  markers: readonly MarkerUse[],
  claims: Claims,
): PhaseParts {
  const exact = exactMarkers(markers);
  const common = commonMarker(markers, exact);
  const known: Known = {
    markers: groupBy(markers, ({ line }) => line),
    tables: new Map(tables.map((entry) => [entry.table, entry])),
    judged: tables.filter(isJudged).slice(0, MOST_JUDGED),
    exact,
    common,
  };
  const found: FoundPhase[] = [];
  for (const [at, section] of document.sections.entries()) {
    const heading = phaseHeading(section.title, found.at(-1)?.phase.number);
    if (heading) found.push(readPhase(document, { ...heading, at }, known, claims));
  }
  if (found.length > 0) claimForms(document, tables, claims);
  const asked = found.some(({ phase }) => phase.marker !== undefined);
  const general = asked || common === undefined ? undefined : everyPhaseMarker(document, markers, exact);
  const last = found.at(-1);
  const marked = found.map((entry): FoundPhase => {
    if (general === undefined || entry === last) return entry;
    return { phase: { ...entry.phase, marker: general.text }, markerLine: general.line };
  });
  return {
    phases: marked.map(({ phase }) => phase),
    gates: marked.flatMap(({ phase, markerLine }): ProtocolGate[] =>
      phase.marker === undefined || markerLine === undefined
        ? []
        : [
            {
              kind: "approval",
              text: phase.marker,
              phase: phase.number,
              place: placeOf(document, { line: markerLine }),
            },
          ],
    ),
  };
}

/**
 * Claims what only says where the parts go: "Begin next phase: `PHASE X — <name>`", "Codex must produce this
 * table after implementation".
 */
function claimForms(document: Document, tables: readonly ReadTable[], claims: Claims): void {
  const judged = new Set(tables.filter(isJudged).map(({ section }) => section));
  for (const { block, section } of document.contents) {
    if (block.is === "item" && /\bphase [xn]\b/i.test(block.atom.text)) claims.add(block.atom);
    if (block.is !== "paragraph") continue;
    for (const sentence of block.sentences)
      if (judged.has(section) && /\b(?:this|the) (?:table|rubric|checklist|audit)\b/i.test(sentence.text))
        claims.add(sentence);
  }
}

/** What the reading of one phase needs to know of the whole document. */
interface Known {
  readonly markers: ReadonlyMap<number, readonly MarkerUse[]>;
  readonly tables: ReadonlyMap<Table, ReadTable>;
  /** The self-audit and the rubric, wherever they stand. */
  readonly judged: readonly ReadTable[];
  readonly exact: ReadonlyMap<string, string>;
  /** The marker that "the same gate" means. */
  readonly common: string | undefined;
}

/** Self-audits and rubrics that phases may name. */
const MOST_JUDGED = 8;

function isJudged({ known }: ReadTable): boolean {
  return known?.kind === "audit" || known?.kind === "rubric";
}

interface FoundPhase {
  readonly phase: ProtocolPhase;
  readonly markerLine: number | undefined;
}

function readPhase(
  document: Document,
  heading: { readonly number: number; readonly title: string; readonly at: number },
  known: Known,
  claims: Claims,
): FoundPhase {
  const sections = subtree(document.sections, heading.at);
  const first = sections[0];
  const line = first?.line ?? 1;
  const lastLine = sections.at(-1)?.endLine ?? line;
  const asks: ProtocolSection[] = [];
  const bullets: BulletBound[] = [];
  let marker: string | undefined;
  let markerLine: number | undefined;
  let purpose: string | undefined;
  let trace = false;

  for (const section of sections.slice(1)) {
    if (section.level < 7 && !isSequenceTitle(section.title) && !GENERIC_HEADING.test(section.title))
      asks.push({
        title: section.title,
        text: section.title,
        place: placeOf(document, { line: section.line }),
      });
  }
  const contents = contentsOf(sections);
  const inSteps = itemsInSteps(contents.map(({ block }) => block));
  for (const { block, section } of contents) {
    const explains = section !== first && section.level < 7 && !ASKS_HEADING.test(section.title);
    const text =
      block.is === "item"
        ? block.atom.text
        : block.is === "paragraph"
          ? block.sentences.map((s) => s.text).join(" ")
          : "";
    const own = ownLines(block);
    const typed = own && firstOn(known.markers, own);
    if (typed) {
      marker = known.exact.get(typed.key) ?? typed.text;
      markerLine = typed.line;
      claimBlock(block, claims);
    } else if (known.common !== undefined && SAME_MARKER.test(text)) {
      marker = known.common;
      markerLine = block.line;
      claimBlock(block, claims);
    } else if (block.is === "code") trace ||= traceFields(block) !== undefined;
    else if (block.is === "paragraph")
      purpose ??= /^(?:purpose|goal|objective|aim)\s*[:—–-]\s*(.+?)\.?$/i.exec(text)?.[1];
    else if (block.is === "item" && !explains && !inSteps.has(block) && !block.task && !text.endsWith(":")) {
      const place = placeOf(document, block.atom);
      const titles = sectionTitles(block.raw);
      const bound = boundOf(text);
      if (bound) bullets.push({ title: titles[0] ?? text, ...bound, place });
      asks.push(...titles.map((title) => ({ title, text, place })));
      if (titles.length > 0 || bound) claims.add(block.atom);
    } else if (block.is === "item" && !inSteps.has(block) && text.endsWith(":")) claims.add(block.atom);
  }
  const inside = contents.flatMap(({ block }) =>
    block.is === "table" ? (known.tables.get(block) ?? []) : [],
  );
  const named = known.judged.filter(
    (entry) => !inside.includes(entry) && asks.some(({ text }) => mentions(text, entry.section.title)),
  );
  for (const { table } of inside) for (const row of table.rows) claims.add(row);
  const phase: ProtocolPhase = {
    number: heading.number,
    title: heading.title,
    ...(purpose === undefined ? {} : { purpose }),
    ...(marker === undefined ? {} : { marker }),
    sections: asks,
    tables: [...inside, ...named].map((entry) => tablePart(document, entry)),
    bullets,
    planOnly: isPlanOnly(heading.title) && !trace,
    place: placeOf(document, { line, endLine: lastFilledLine(document, line, lastLine) }),
  };
  return { phase, markerLine };
}

/** "End with the same gate marker." */
const SAME_MARKER = /\b(?:same|the|approval|explicit|with a?) (?:approval )?(?:gate|marker)\b(?! report)/i;
const GENERIC_HEADING =
  /^(?:purpose|goals?|objectives?|overview|notes?|output|output format|description|instructions?|details|when|why|how|what|usage|step \d+|examples?)\b/i;

/** A heading inside a phase whose bullets name parts of its document, and do not explain. */
const ASKS_HEADING = /\b(?:outputs?|deliverables?|artifacts?|required|must|contents?|sections?|exit)\b/i;

/** Ordered entries and everything under them: they say what to do, not what to write down. */
function itemsInSteps(blocks: readonly Block[]): ReadonlySet<Block> {
  const inside = new Set<Block>();
  for (const block of blocks) {
    if (block.is !== "item" || (block.order === undefined && !inside.has(block))) continue;
    inside.add(block);
    for (const child of block.children) if (child.is === "item") inside.add(child);
  }
  return inside;
}

/** Lines that are the block's own, without those of blocks under it. */
function ownLines(block: Block): { readonly line: number; readonly endLine: number } | undefined {
  if (block.is === "item") return block.atom;
  return block.is === "code" || block.is === "paragraph" ? block : undefined;
}

function claimBlock(block: Block, claims: Claims): void {
  if (block.is === "item") claims.add(block.atom);
  else if (block.is === "paragraph") for (const sentence of block.sentences) claims.add(sentence);
}

function mentions(text: string, title: string): boolean {
  const fold = (words: string): string =>
    words
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  return title !== "" && ` ${fold(text)} `.includes(` ${fold(title)} `);
}

function isPlanOnly(title: string): boolean {
  return (
    /\b(?:questions?|clarif\w+|plan|planning|design|specif\w+|proposal|research|analysis|discovery|requirements?|scope|scoping|outline|understand\w*)\b/i.test(
      title,
    ) && !/\b(?:code|coding|deliver\w*|audit|tests?|testing|build|changes)\b/i.test(title)
  );
}

function lastFilledLine(document: Document, from: number, to: number): number {
  let last = to;
  while (last > from && /^(?:\s*|\s*(?:-{3,}|\*{3,}|_{3,})\s*)$/.test(document.lines[last - 1] ?? ""))
    last -= 1;
  return last;
}
