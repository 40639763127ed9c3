import { FEATURES } from "../../src/core/impact/features.ts";
import { LINE_FEATURES, SECTION_FEATURES } from "../../src/core/impact/places.ts";
import { dot, trainRanking, type Case, type Linear } from "./logistic.ts";
import type { Replayed, ReplayedStep } from "./replay.ts";
import type { RowFile } from "./rows.ts";
import { isChanged } from "./tier1.ts";

const SECTION_SIZE = SECTION_FEATURES.length + 2;
const LINE_SIZE = LINE_FEATURES.length + 2;

/** The three models that lead to a line: documents, their sections, their lines. */
export interface PlaceModels {
  readonly documents: Linear;
  readonly sections: Linear;
  readonly lines: Linear;
}

interface Section {
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
  readonly values: readonly number[];
  readonly right: boolean;
  readonly score: number;
  readonly lines: readonly { readonly line: number; readonly values: ArrayLike<number> }[];
}

/** A document's share of a step's ranking: the softmax of the scores. */
function shares(step: ReplayedStep, model: Linear): Map<string, number> {
  const { paths, values } = step.whole;
  const scores = paths.map((_, k) => dot(model.weights, values, FEATURES.length, k * FEATURES.length));
  const top = Math.max(...scores);
  const exps = scores.map((score) => Math.exp(score - top));
  const all = exps.reduce((a, b) => a + b, 0);
  return new Map(paths.map((path, k) => [path, (exps[k] ?? 0) / all]));
}

function sectionsOf(step: ReplayedStep, documents: Linear, sections?: Linear): Section[] {
  const share = shares(step, documents);
  const truth = new Map(step.truth.map((file) => [file.path, file]));
  const out = step.places.map((place): Section => {
    const p = share.get(place.path) ?? 0;
    const values = [...place.values, p, Math.max(-8, Math.log(p + 1e-4)) / 8];
    return {
      ...place,
      values,
      right: touches(truth.get(place.path), place.line, place.endLine),
      score: sections ? dot(sections.weights, values, SECTION_SIZE) : 0,
    };
  });
  return out.sort((a, b) => b.score - a.score);
}

function touches(file: RowFile | undefined, from: number, to: number): boolean {
  if (!file) return false;
  if (file.status === "D" || file.status === "r") return true;
  return file.hunks.some(({ oldStart, oldCount }) =>
    oldCount === 0
      ? oldStart - 1 >= from - 1 && oldStart - 1 <= to && Math.max(oldStart - 1, 1) >= from
      : oldStart <= to && oldStart + oldCount - 1 >= from,
  );
}

interface Line {
  readonly path: string;
  readonly line: number;
  readonly values: readonly number[];
  readonly right: boolean;
  readonly score: number;
}

function linesOf(step: ReplayedStep, sections: readonly Section[], lines?: Linear): Line[] {
  const truth = new Map(step.truth.map((file) => [file.path, file]));
  const top = sections[0]?.score ?? 0;
  const all = sections.reduce((sum, { score }) => sum + Math.exp(score - top), 0);
  return sections
    .slice(0, 30)
    .flatMap((section) => {
      const p = Math.exp(section.score - top) / all;
      return section.lines.map(({ line, values: own }): Line => {
        const values = [...Array.from(own), p, Math.max(-8, Math.log(p + 1e-4)) / 8];
        return {
          path: section.path,
          line,
          values,
          right: isChanged(truth.get(section.path), line),
          score: lines ? dot(lines.weights, values, LINE_SIZE) : 0,
        };
      });
    })
    .sort((a, b) => b.score - a.score);
}

/** Trains sections and lines on top of a document model. */
export function trainPlaces(
  repositories: readonly Replayed[],
  documents: Linear,
  perRepository: number,
): PlaceModels {
  const steps = repositories.flatMap(({ steps: all }) =>
    all.filter(({ positive }) => positive).slice(-perRepository),
  );
  const cases = (items: readonly { readonly values: ArrayLike<number>; readonly right: boolean }[]): Case[] =>
    items.map(({ values, right }) => ({ values, right }));
  const usable = (group: readonly Case[]): boolean => group.some(({ right }) => right);
  const sections = trainRanking(
    steps.map((step) => cases(sectionsOf(step, documents))).filter(usable),
    SECTION_SIZE,
  );
  const lines = trainRanking(
    steps.map((step) => cases(linesOf(step, sectionsOf(step, documents, sections)))).filter(usable),
    LINE_SIZE,
  );
  return { documents, sections, lines };
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
    const truth = new Map(step.truth.map((file) => [file.path, file]));
    const sections = sectionsOf(step, models.documents, models.sections);
    const lines = linesOf(step, sections, models.lines);
    const changes = step.truth.some((file) => file.hunks.some(({ oldCount }) => oldCount > 0));
    if (changes) changing++;
    SECTION_CUTS.forEach(
      (cut, k) =>
        (section[k] = (section[k] ?? 0) + Number(sections.slice(0, cut).some(({ right }) => right))),
    );
    LINE_CUTS.forEach((cut, k) => {
      const first = lines.slice(0, cut);
      const hit = Number(first.some(({ right }) => right));
      line[k] = (line[k] ?? 0) + hit;
      if (changes) existing[k] = (existing[k] ?? 0) + hit;
      near[k] = (near[k] ?? 0) + Number(first.some((one) => isChanged(truth.get(one.path), one.line, 3)));
    });
    for (const one of lines.slice(0, 5)) {
      said++;
      if (one.right) exact++;
      if (sections.some((s) => s.right && s.path === one.path && one.line >= s.line && one.line <= s.endLine))
        inSection++;
    }
    for (const file of step.truth) {
      for (const hunk of file.hunks) {
        hunks++;
        if (
          sections
            .slice(0, 5)
            .some((s) => s.path === file.path && touches({ ...file, hunks: [hunk] }, s.line, s.endLine))
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
