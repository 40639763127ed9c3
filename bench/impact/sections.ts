import {
  eachLineRow,
  eachSectionRow,
  LINE_COLUMNS,
  type ScoredSection,
  SECTION_COLUMNS,
} from "../../src/core/impact/ranking/place-rows.ts";
import type { SectionEvidence } from "../../src/core/impact/ranking/places.ts";
import { leansOf, weightsFor } from "../../src/core/impact/ranking/leans.ts";
import {
  documentShares,
  scoreLines,
  scoreSections,
  SECTIONS_READ,
  type RankedLine,
} from "../../src/core/impact/ranking/rank.ts";
import { columnsOf, filesOf } from "./documents.ts";
import { trainRanking, type Case, type Group } from "./logistic.ts";
import type { Replayed, ReplayedStep } from "./replay.ts";
import type { RowFile } from "./rows.ts";
import { isChanged } from "./tier1.ts";

/** The three models that lead to a line: documents, their sections, their lines. */
export interface PlaceModels {
  readonly documents: readonly number[];
  readonly sections: readonly number[];
  readonly lines: readonly number[];
}

function sectionsOf(
  step: ReplayedStep,
  models: Pick<PlaceModels, "documents" | "sections">,
): ScoredSection[] {
  return scoreSections(step.places, sharesOf(step, models.documents), models.sections);
}

function sharesOf(step: ReplayedStep, documents: readonly number[]): Map<string, number> {
  const features = columnsOf(step.whole);
  return documentShares(step.whole.paths, features, weightsFor(leansOf(filesOf(step), features), documents));
}

function truthOf(step: ReplayedStep): Map<string, RowFile> {
  return new Map(step.truth.map((file) => [file.path, file]));
}

/** Whether a changed hunk of a document lies in these lines; an insertion counts where it follows one of them. */
function touches(file: RowFile | undefined, from: number, to: number): boolean {
  if (!file) return false;
  if (file.status === "D" || file.status === "r") return true;
  return file.hunks.some(({ oldStart, oldCount }) => {
    const first = oldCount === 0 ? Math.max(oldStart - 1, 1) : oldStart;
    return first <= to && first + Math.max(oldCount, 1) - 1 >= from;
  });
}

const DECAY = 3e-4;

/** Trains sections and lines on top of a document model. */
export function trainPlaces(
  repositories: readonly Replayed[],
  documents: readonly number[],
  perRepository: number,
): PlaceModels {
  const steps = repositories.flatMap(({ steps: all }) =>
    all.filter(({ positive }) => positive).slice(-perRepository),
  );
  const usable = (groups: readonly Case[][]): Group[] =>
    groups.filter((cases) => cases.some(({ right }) => right)).map((cases) => ({ cases, weight: 1 }));
  const sectionCases = (step: ReplayedStep): Case[] => {
    const shares = sharesOf(step, documents);
    const truth = truthOf(step);
    const cases: Case[] = [];
    eachSectionRow(
      step.places,
      (path) => shares.get(path) ?? 0,
      (row, k) => cases.push({ values: [...row], right: isRight(step.places[k]!, truth) }),
    );
    return cases;
  };
  const sections = trainRanking(usable(steps.map(sectionCases)), SECTION_COLUMNS.length, DECAY).weights;
  const lineCases = (step: ReplayedStep): Case[] => {
    const truth = truthOf(step);
    const cases: Case[] = [];
    const read = sectionsOf(step, { documents, sections }).slice(0, SECTIONS_READ);
    eachLineRow(read, (row, line, section) =>
      cases.push({ values: [...row], right: isChanged(truth.get(read[section]!.place.path), line) }),
    );
    return cases;
  };
  const lines = trainRanking(usable(steps.map(lineCases)), LINE_COLUMNS.length, DECAY).weights;
  return { documents, sections, lines };
}

function isRight({ path, line, endLine }: SectionEvidence, truth: ReadonlyMap<string, RowFile>): boolean {
  return touches(truth.get(path), line, endLine);
}

export interface PlaceMeasures {
  /** A right section among the first 1, 3, 5. */
  readonly section: readonly number[];
  /** A changed line among the first 1, 3, 5, 10. */
  readonly line: readonly number[];
  /** The same, three lines off allowed. */
  readonly near: readonly number[];
  /** The same as `line`, only steps that changed lines that were there. */
  readonly existing: readonly number[];
  /** Of the first five lines, those changed; those in a changed section. */
  readonly precision: number;
  readonly sectionPrecision: number;
  /** Of all document hunks, those in the first five sections. */
  readonly covered: number;
}

const SECTION_CUTS = [1, 3, 5];
const LINE_CUTS = [1, 3, 5, 10];

export function measurePlaces({ steps }: Replayed, models: PlaceModels): PlaceMeasures {
  const section = SECTION_CUTS.map(() => 0);
  const line = LINE_CUTS.map(() => 0);
  const near = LINE_CUTS.map(() => 0);
  const existing = LINE_CUTS.map(() => 0);
  let [queries, changing, said, exact, inSection, hunks, covered] = [0, 0, 0, 0, 0, 0, 0];
  for (const step of steps) {
    if (!step.positive) continue;
    queries++;
    const truth = truthOf(step);
    const sections = sectionsOf(step, models);
    const { lines } = scoreLines(sections, models.lines);
    const right = ({ path, line: at }: RankedLine, slack = 0): boolean =>
      isChanged(truth.get(path), at, slack);
    const changes = step.truth.some((file) => file.hunks.some(({ oldCount }) => oldCount > 0));
    if (changes) changing++;
    SECTION_CUTS.forEach(
      (cut, k) =>
        (section[k] =
          (section[k] ?? 0) + Number(sections.slice(0, cut).some(({ place }) => isRight(place, truth)))),
    );
    LINE_CUTS.forEach((cut, k) => {
      const first = lines.slice(0, cut);
      const hit = Number(first.some((one) => right(one)));
      line[k] = (line[k] ?? 0) + hit;
      if (changes) existing[k] = (existing[k] ?? 0) + hit;
      near[k] = (near[k] ?? 0) + Number(first.some((one) => right(one, 3)));
    });
    for (const one of lines.slice(0, 5)) {
      said++;
      if (right(one)) exact++;
      if (
        sections.some(
          ({ place }) =>
            place.path === one.path &&
            one.line >= place.line &&
            one.line <= place.endLine &&
            isRight(place, truth),
        )
      )
        inSection++;
    }
    for (const file of step.truth) {
      for (const hunk of file.hunks) {
        hunks++;
        if (
          sections
            .slice(0, 5)
            .some(
              ({ place }) =>
                place.path === file.path && touches({ ...file, hunks: [hunk] }, place.line, place.endLine),
            )
        )
          covered++;
      }
    }
  }
  const of = (sums: readonly number[], all: number): number[] => sums.map((sum) => sum / Math.max(1, all));
  return {
    section: of(section, queries),
    line: of(line, queries),
    near: of(near, queries),
    existing: of(existing, changing),
    precision: exact / Math.max(1, said),
    sectionPrecision: inSection / Math.max(1, said),
    covered: covered / Math.max(1, hunks),
  };
}
