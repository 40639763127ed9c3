import type { RankModel } from "./rank.ts";

/**
 * Written by `npm run bench:impact -- … --write`: trained on 11792 steps of 26 public repositories.
 * How good they are is measured with weights that never saw the repository in question: docs/impact.md.
 */
export const weights: RankModel = {
  documents: [
    0.364, // references
    -0.485, // removedReferences
    -0.562, // addedReferences
    0.093, // enclosingReferences
    0.248, // headingReferences
    0.918, // referenceStrength
    1.629, // dead
    0.718, // sectionReferences
    1.175, // bestWord
    0.782, // coChange
    0.365, // coChangeAny
    1.017, // coChangeRecent
    1.71, // support
    0.979, // folderCoChange
    0.507, // nameCoChange
    1.81, // subwords
    1.272, // pathSubwords
    1.327, // names
    -0.301, // pathMention
    0.676, // recency
    0.329, // justChanged
    -0.478, // popularity
    0.341, // proximity
    -1.774, // length
    0.501, // referencesAndSubwords
    -0.746, // referencesAndCoChange
    0.499, // subwordsAndCoChange
    -0.062, // referencesRank
    0.649, // subwordsRank
    0.569, // coChangeRank
    0.255, // nameCoChangeRank
  ],
  sections: [
    1.756, // bestLine
    0.685, // secondLine
    -0.602, // sum
    1.033, // share
    4.634, // coChange
    3.83, // impact
    1.817, // title
    2.734, // stems
    1.911, // stemShare
    0.638, // only
    -0.798, // length
    0.5, // top
    1.396, // share
    2.429, // shareLog
  ],
  lines: [
    1.949, // score
    1.075, // shareOfDocument
    -0.3, // shareOfSection
    4.113, // impact
    -1.999, // heading
    -1.421, // block
    -0.04, // table
    -0.042, // list
    4.08, // stems
    -0.261, // removed
    -0.357, // added
    1.073, // share
    3.109, // shareLog
  ],
  gate: {
    budget: [
      [1, 0.8485],
      [2, 0.7943],
      [3, 0.7509],
      [5, 0.6998],
      [7.5, 0.6492],
      [10, 0.6176],
      [15, 0.5436],
      [20, 0.4895],
      [30, 0.4063],
      [40, 0.3433],
      [50, 0.2914],
    ],
    bias: -3.217,
    weights: [
      1.613, // certainImpact
      0.886, // possibleImpacts
      1.902, // references
      -0.524, // removedReferences
      0.734, // dead
      0.341, // coChange
      0.659, // coChangeRecent
      1.008, // support
      1.14, // subwords
      -0.033, // names
      1.264, // documentedFiles
      0.667, // documentedNames
      -0.533, // documentedAlways
      2.55, // documentedLift
      -1.477, // changedLines
      0.602, // changedFiles
      0.046, // newFiles
      0.258, // deletedFiles
      0.51, // addedDefinitions
      -0.413, // removedDefinitions
      0.99, // flags
      0.619, // variables
      0.205, // values
      0.399, // routes
      0.187, // settings
      0.741, // neutral
    ],
  },
};
