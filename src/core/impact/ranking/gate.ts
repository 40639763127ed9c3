import { CERTAIN } from "../impacts.ts";
import type { ChangedFact, Impact } from "../../model/change.ts";
import { largest } from "./feature-table.ts";
import { EDIT_FEATURES, editFeaturesOf } from "./edit-shape.ts";
import { COLUMN, type Evidence, type Feature } from "./features.ts";
import { sumOfTrees, type Tree } from "./trees.ts";
import type { RankQuery } from "./weighted-words.ts";

/** What tells whether a change needs any document at all, in this order; 0 to 1, or a small multiple. */
export const GATE_FEATURES = [
  "certainImpact",
  "possibleImpacts",
  "references",
  "removedReferences",
  "dead",
  "coChange",
  "coChangeRecent",
  "support",
  "subwords",
  "names",
  "documentedFiles",
  "documentedNames",
  "documentedAlways",
  "documentedLift",
  "changedLines",
  "changedFiles",
  "newFiles",
  "deletedFiles",
  "addedDefinitions",
  "removedDefinitions",
  "flags",
  "variables",
  "values",
  "routes",
  "settings",
  "neutral",
  ...EDIT_FEATURES,
] as const;

/** How a score is read: what it is made of, and the scores that so many of a hundred changes without a document exceed. */
export interface GateModel {
  readonly bias: number;
  readonly trees: readonly Tree[];
  /** Percent of such changes → the score they exceed, both ascending and descending in turn. */
  readonly budget: readonly (readonly [alarms: number, score: number])[];
}

/** The least score that counts as likely under a budget of false alarms, in percent. */
export function likelyFrom(alarms: number, { budget }: Pick<GateModel, "budget">): number {
  const at = budget.findIndex(([percent]) => percent >= alarms);
  const [percent, score] = budget[at] ?? budget.at(-1) ?? [100, 1];
  const [less, higher] = budget[at - 1] ?? [percent, score];
  return percent === less ? score : higher + ((score - higher) * (alarms - less)) / (percent - less);
}

/** The evidence that a change needs a document, from the features of its documents, its facts and their impacts. */
export function gateFeaturesOf(
  { changes, history }: RankQuery,
  { features, bestReference, bestSubwords }: Evidence,
  facts: readonly ChangedFact[],
  impacts: readonly Impact[],
): number[] {
  const best = (name: Feature): number => largest(features[COLUMN[name]]!);
  const code = changes.map(({ path }) => path);
  const told = history?.documented(code) ?? { files: 0, names: 0, all: 0 };
  const lines = changes.reduce(
    (sum, { hunks }) => sum + hunks.reduce((all, hunk) => all + hunk.oldCount + hunk.newCount, 0),
    0,
  );
  const count = (is: (fact: ChangedFact) => boolean): number =>
    Math.min(2, Math.log2(1 + facts.filter(is).length) / 3);
  return [
    impacts.some(({ confidence }) => confidence >= CERTAIN) ? 1 : 0,
    Math.min(1, Math.log2(1 + impacts.filter(({ confidence }) => confidence < CERTAIN).length) / 5),
    Math.log1p(bestReference) / 5,
    best("removedReferences"),
    best("dead"),
    best("coChange"),
    best("coChangeRecent"),
    best("support"),
    Math.log1p(bestSubwords) / 5,
    best("names"),
    told.files,
    told.names,
    told.all,
    Math.log((told.names + 0.01) / (told.all + 0.01)) / 3,
    Math.log1p(lines) / 7,
    Math.log1p(changes.length) / 4,
    Math.min(1, changes.filter(({ status }) => status === "added").length / 3),
    Math.min(1, changes.filter(({ status }) => status === "deleted").length / 3),
    count(({ fact, defines }) => fact.kind === "token" && fact.before === undefined && defines),
    count(({ fact, defines }) => fact.kind === "token" && fact.before !== undefined && defines),
    count(({ fact }) => fact.kind === "flag"),
    count(({ fact }) => fact.kind === "env"),
    count(({ fact }) => fact.kind === "value"),
    count(({ fact }) => fact.kind === "route" || fact.kind === "command" || fact.kind === "model"),
    count(({ fact }) => fact.kind === "config-key"),
    changes.length > 0 && changes.every(({ neutral }) => neutral !== undefined) ? 1 : 0,
    ...editFeaturesOf(changes),
  ];
}

/** How likely a change needs a document, 0 to 1, where one step in two does. @param features `GATE_FEATURES` of it */
export function needOf(features: readonly number[], { trees, bias }: Omit<GateModel, "budget">): number {
  return 1 / (1 + Math.exp(-(sumOfTrees(trees, features) + bias)));
}
