import { FEATURES, type Feature } from "../../src/core/impact/ranking/features.ts";
import type { RankModel } from "../../src/core/impact/ranking/rank.ts";
import {
  byModel,
  bySignal,
  documentGroups,
  fileQueries,
  ranked,
  trainDocuments,
  truthOf,
  wholeQuery,
  type Query,
} from "./documents.ts";
import { budgetOf, BUDGETS, type Gate, measureGate, trainGate } from "./gate.ts";
import type { CommentFinding } from "./comments.ts";
import { CERTAIN } from "../../src/core/impact/impacts.ts";
import type { Linear } from "./logistic.ts";
import { mean, measureFiles, quantile, type FileMeasures } from "./measure.ts";
import type { Replayed, ReplayedStep, Scored } from "./replay.ts";
import { measurePlaces, type PlaceModels, trainPlaces } from "./sections.ts";
import { isChanged, tier1Of } from "./tier1.ts";

/** Positives of each repository that training looks at. */
const PER_REPOSITORY = 120;

/** Everything measured, as Markdown, and the weights trained on all repositories. */
export function report(repositories: readonly Replayed[]): { text: string; models: RankModel } {
  const others = (k: number): Replayed[] => repositories.filter((_, i) => i !== k);
  const groups = repositories.map((one) => documentGroups(one, PER_REPOSITORY));
  const documents = repositories.map((_, k) => trainDocuments(groups.filter((_of, i) => i !== k).flat()));
  const places = repositories.map((_, k) =>
    trainPlaces(others(k), documents[k]?.weights ?? [], PER_REPOSITORY / 2),
  );
  const gates = repositories.map((_, k) => trainGate(others(k)));
  const all = trainDocuments(groups.flat());
  const allPlaces = trainPlaces(repositories, all.weights, PER_REPOSITORY / 2);
  const gate = trainGate(repositories);
  const text = tables(repositories, (k) => ({
    documents: documents[k] ?? all,
    places: places[k] ?? allPlaces,
    gate: gates[k] ?? gate,
  }));
  return {
    text: `Models never saw the repository they rank. ${text}`,
    models: {
      documents: all.weights,
      sections: allPlaces.sections,
      lines: allPlaces.lines,
      gate: { ...gate, budget: budgetOf(repositories, gates) },
    },
  };
}

/** Everything measured with the weights as they are: for repositories that these were not trained on. */
export function reportWith(repositories: readonly Replayed[], model: RankModel): string {
  const { documents, sections, lines, gate } = model;
  const models = {
    documents: { bias: 0, weights: documents },
    places: { documents, sections, lines },
    gate,
  };
  return `Weights as they are. ${tables(repositories, () => models)}`;
}

/** The models that a repository is measured with. */
interface Models {
  readonly documents: Linear;
  readonly places: PlaceModels;
  readonly gate: Gate;
}

function tables(repositories: readonly Replayed[], modelsOf: (k: number) => Models): string {
  const models = repositories.map((_, k) => modelsOf(k));
  const documents = models.map((one) => one.documents);
  const steps = repositories.reduce((sum, one) => sum + one.steps.length, 0);
  return [
    `${repositories.length} repositories, ${steps} steps; means over repositories.`,
    filesTable(repositories, documents),
    perRepositoryTable(repositories, documents),
    tier1Table(repositories),
    commentsTable(repositories),
    placesTable(models.map(({ places }, k) => measurePlaces(repositories[k]!, places))),
    gateTable(models.map(({ gate }, k) => measureGate(repositories[k]!, gate))),
    timesTable(repositories),
  ].join("\n\n");
}

const pct = (share: number): string => (100 * share).toFixed(1);
const row = (...cells: (string | number)[]): string => `| ${cells.join(" | ")} |`;
const table = (head: string[], rows: string[]): string =>
  [row(...head), row(...head.map(() => "---")), ...rows].join("\n");

const SIGNALS: Partial<Record<Feature, string>> = {
  popularity: "most often changed documents",
  proximity: "nearest by folder",
  names: "file-name words",
  pathMention: "path mentioned",
  references: "code references",
  removedReferences: "removed and changed words only",
  dead: "dead words (DOCER's rule)",
  coChange: "co-change (ROSE, confidence)",
  folderCoChange: "co-change by folder",
  nameCoChange: "co-change by path words",
  subwords: "BM25 of sub-words",
};

function positives({ steps }: Replayed): ReplayedStep[] {
  return steps.filter(({ positive }) => positive);
}

function measured(
  repository: Replayed,
  rank: (scored: Scored, step: ReplayedStep) => string[],
): FileMeasures {
  return measureFiles(
    positives(repository).map((step) => ({ ranked: rank(step.whole, step), truth: truthOf(step) })),
  );
}

function filesTable(repositories: readonly Replayed[], models: readonly Linear[]): string {
  const line = (title: string, all: readonly FileMeasures[]): string => {
    const each = (of: (one: FileMeasures) => readonly number[]): string =>
      [0, 1, 2].map((k) => pct(mean(all.map((one) => of(one)[k] ?? 0)))).join(" / ");
    return row(
      title,
      pct(mean(all.map((one) => one.feedback))),
      each((one) => one.precision),
      each((one) => one.recall),
      each((one) => one.hit),
      pct(mean(all.map((one) => one.likelihood))),
    );
  };
  const rows = FEATURES.flatMap((name) =>
    SIGNALS[name]
      ? [
          line(
            SIGNALS[name],
            repositories.map((one) => measured(one, (scored) => ranked(scored, bySignal(name)))),
          ),
        ]
      : [],
  );
  const model = (k: number, query: Query): string[] =>
    ranked(query.scored, byModel(models[k] as Linear, query));
  rows.push(
    line(
      "grep: holds a removed or changed word",
      repositories.map((one) => measured(one, (_, step) => [...step.grep])),
    ),
  );
  rows.push(
    line(
      "**combination, unseen repository**",
      repositories.map((one, k) => measured(one, (_, step) => model(k, wholeQuery(step)))),
    ),
  );
  rows.push(
    line(
      "the same, one changed file as the query",
      repositories.map((one, k) =>
        measureFiles(
          positives(one).flatMap((step) =>
            fileQueries(step).map((query) => ({ ranked: model(k, query), truth: query.truth })),
          ),
        ),
      ),
    ),
  );
  const fires = (positive: boolean): number =>
    mean(
      repositories.map(({ steps }) => {
        const some = steps.filter((step) => step.positive === positive);
        return some.filter(({ grep }) => grep.length > 0).length / Math.max(1, some.length);
      }),
    );
  return `${table(["signal", "feedback", "P@1 / 3 / 5", "R@1 / 3 / 5", "hit@1 / 3 / 5", "L3"], rows)}\n\ngrep fires on ${pct(fires(false))} % of code-only steps.`;
}

function perRepositoryTable(repositories: readonly Replayed[], models: readonly Linear[]): string {
  return table(
    [
      "repository",
      "steps",
      "documents",
      "base rate",
      "references hit@3",
      "ROSE L3",
      "BM25 hit@3",
      "P@1",
      "R@3",
      "R@5",
      "hit@3",
      "hit@5",
    ],
    repositories.map((one, k) => {
      const of = measured(one, (scored, step) =>
        ranked(scored, byModel(models[k] as Linear, wholeQuery(step))),
      );
      const signal = (name: Feature): FileMeasures =>
        measured(one, (scored) => ranked(scored, bySignal(name)));
      return row(
        one.repo,
        of.queries,
        quantile(
          one.steps.map(({ documents }) => documents),
          0.5,
        ),
        pct(one.baseRate),
        ...[
          signal("references").hit[1],
          signal("coChange").likelihood,
          signal("subwords").hit[1],
          of.precision[0],
          of.recall[1],
          of.recall[2],
          of.hit[1],
          of.hit[2],
        ].map((share) => pct(share ?? 0)),
      );
    }),
  );
}

function tier1Table(repositories: readonly Replayed[]): string {
  const all = repositories.map((one) => ({ repo: one.repo, ...tier1Of(one) }));
  const rows = all.map((one) =>
    row(
      one.repo,
      pct(one.firesOnPositive),
      pct(one.firesOnCodeOnly),
      `${one.documentsRight}/${one.documents}`,
      `${one.linesRight}/${one.lines}`,
    ),
  );
  const sum = (of: (one: (typeof all)[number]) => number): number =>
    all.reduce((total, one) => total + of(one), 0);
  const share = (right: number, of: number): string => `${right}/${of} = ${pct(right / Math.max(1, of))}`;
  rows.push(
    row(
      "**all**",
      pct(mean(all.map((one) => one.firesOnPositive))),
      pct(mean(all.map((one) => one.firesOnCodeOnly))),
      share(
        sum((one) => one.documentsRight),
        sum((one) => one.documents),
      ),
      share(
        sum((one) => one.linesRight),
        sum((one) => one.lines),
      ),
    ),
  );
  const kinds = [
    ...new Set(
      repositories.flatMap(({ steps }) =>
        steps.flatMap(({ impacts }) => impacts.map(({ fact }) => fact.kind)),
      ),
    ),
  ];
  const byKind = kinds.map((kind) => {
    const of = repositories.map((one) => tier1Of(one, ({ fact }) => fact.kind === kind));
    const total = (pick: (one: (typeof of)[number]) => number): number =>
      of.reduce((all2, one) => all2 + pick(one), 0);
    return row(
      kind,
      pct(mean(of.map((one) => one.firesOnPositive))),
      (100 * mean(of.map((one) => one.firesOnCodeOnly))).toFixed(2),
      share(
        total((one) => one.documentsRight),
        total((one) => one.documents),
      ),
      share(
        total((one) => one.linesRight),
        total((one) => one.lines),
      ),
    );
  });
  const head = [
    "certain findings",
    "fire on document-changing steps",
    "fire on code-only steps",
    "documents right",
    "lines right",
  ];
  return `${table(head, rows)}\n\n${table(["kind of fact", ...head.slice(1)], byKind)}`;
}

/** What would have been said of comments and of descriptions of APIs. A step may go by without one. */
function commentsTable(repositories: readonly Replayed[]): string {
  const rows = repositories.map(({ repo, steps }) => {
    const said = steps.map((step) => ({
      positive: step.positive,
      lines: step.comments.filter(({ impact }) => impact.confidence >= CERTAIN),
    }));
    const count = (fate: CommentFinding["fate"]): number =>
      said.reduce((sum, { lines }) => sum + lines.filter((one) => one.fate === fate).length, 0);
    const alarms = said.filter(
      ({ positive, lines }) => !positive && lines.some(({ fate }) => fate !== "changed"),
    );
    const specs = steps.flatMap((step) =>
      step.specs
        .filter(({ confidence }) => confidence >= CERTAIN)
        .map(({ place: { path, line } }) =>
          isChanged(
            step.specTruth.find((file) => file.path === path),
            line,
          ),
        ),
    );
    return {
      repo,
      counts: [count("changed"), count("later"), count("left"), count("gone")],
      alarms: alarms.length / Math.max(1, said.filter(({ positive }) => !positive).length),
      specs: [specs.filter(Boolean).length, specs.length],
    };
  });
  const total = (of: "counts" | "specs", k: number): number =>
    rows.reduce((sum, one) => sum + (one[of][k] ?? 0), 0);
  return table(
    [
      "comment lines certainly false",
      "changed by the step",
      "within 50 steps",
      "left",
      "file gone",
      "alarms on code-only steps, %",
      "lines of API descriptions right",
    ],
    [
      ...rows.map(({ repo, counts, alarms, specs }) =>
        row(repo, ...counts, (100 * alarms).toFixed(2), specs.join("/")),
      ),
      row(
        "**all**",
        ...[0, 1, 2, 3].map((k) => total("counts", k)),
        (100 * mean(rows.map(({ alarms }) => alarms))).toFixed(2),
        `${total("specs", 0)}/${total("specs", 1)}`,
      ),
    ],
  );
}

function placesTable(all: readonly ReturnType<typeof measurePlaces>[]): string {
  const each = (of: (one: (typeof all)[number]) => readonly number[]): string =>
    of(all[0] as (typeof all)[number])
      .map((_, k) => pct(mean(all.map((one) => of(one)[k] ?? 0))))
      .join(" / ");
  return table(
    ["places", "%"],
    [
      row(
        "right section in the first 1 / 3 / 5",
        each((one) => one.section),
      ),
      row(
        "a changed line in the first 1 / 3 / 5 / 10",
        each((one) => one.line),
      ),
      row(
        "the same, three lines off allowed",
        each((one) => one.near),
      ),
      row(
        "the same exactly, steps that changed existing lines",
        each((one) => one.existing),
      ),
      row(
        "of the first five lines: changed / in a changed section",
        `${pct(mean(all.map((one) => one.precision)))} / ${pct(mean(all.map((one) => one.sectionPrecision)))}`,
      ),
      row("of all document hunks: in the first five sections", pct(mean(all.map((one) => one.covered)))),
    ],
  );
}

function gateTable(all: readonly ReturnType<typeof measureGate>[]): string {
  const each = (of: (one: (typeof all)[number]) => readonly number[]): string =>
    BUDGETS.map((_, k) => pct(mean(all.map((one) => of(one)[k] ?? 0)))).join(" / ");
  return table(
    ["does it need a document at all", "%"],
    [
      row("AUC", pct(mean(all.map((one) => one.auc)))),
      row(
        `recall at ${BUDGETS.map(pct).join(" / ")} % false alarms`,
        each((one) => one.recall),
      ),
      row(
        "precision there at the real base rate",
        each((one) => one.precision),
      ),
    ],
  );
}

function timesTable(repositories: readonly Replayed[]): string {
  const of = (
    pick: (step: ReplayedStep) => number,
    among = repositories.map(({ steps }) => steps),
  ): string => {
    const each = among.map((steps) => steps.map(pick));
    return `${mean(each.map((all) => quantile(all, 0.5))).toFixed(2)} / ${mean(each.map((all) => quantile(all, 0.95))).toFixed(2)}`;
  };
  return table(
    ["time of a whole step's query, ms, mean over repositories", "median / p95"],
    [
      row(
        "words and document features",
        of(({ rankMs }) => rankMs),
      ),
      row(
        "facts and impacts",
        of(({ impactMs }) => impactMs),
      ),
      row(
        "sections and lines, of document-changing steps",
        of(({ placesMs }) => placesMs, repositories.map(positives)),
      ),
    ],
  );
}
