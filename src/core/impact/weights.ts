import type { RankModel } from "./rank.ts";

/**
 * Written by `npm run bench:impact -- … --write`: trained on 11792 steps of 26 public repositories.
 * How good they are is measured with weights that never saw the repository in question: docs/impact.md.
 */
export const weights: RankModel = {
  documents: [
    0.316, // references
    -0.476, // removedReferences
    -0.646, // addedReferences
    0.517, // enclosingReferences
    0.206, // headingReferences
    0.692, // referenceStrength
    0.348, // dead
    0.716, // sectionReferences
    0.893, // bestWord
    0.827, // coChange
    0.648, // coChangeAny
    1.082, // coChangeRecent
    1.426, // support
    0.931, // folderCoChange
    0.484, // nameCoChange
    1.577, // subwords
    1.152, // pathSubwords
    1.407, // names
    -0.359, // pathMention
    0.569, // recency
    0.36, // justChanged
    -0.336, // popularity
    0.134, // proximity
    -1.936, // length
    0.441, // referencesAndSubwords
    -0.607, // referencesAndCoChange
    0.429, // subwordsAndCoChange
    0.122, // referencesRank
    0.735, // subwordsRank
    0.617, // coChangeRank
    0.162, // nameCoChangeRank
    2.128, // impact
    1.495, // certainImpact
  ],
  sections: [
    1.595, // bestLine
    0.543, // secondLine
    -0.281, // sum
    1.02, // share
    4.167, // coChange
    3.188, // impact
    1.611, // title
    2.61, // stems
    1.759, // stemShare
    0.423, // only
    -0.638, // length
    0.222, // top
    1.458, // share
    2.474, // shareLog
  ],
  lines: [
    1.972, // score
    0.222, // shareOfDocument
    0.48, // shareOfSection
    3.833, // impact
    -1.905, // heading
    -0.932, // block
    0.015, // table
    -0.255, // list
    4.399, // stems
    -0.194, // removed
    -0.625, // added
    1.007, // share
    3.212, // shareLog
  ],
  gate: {
    budget: [
      [1, 0.8503],
      [2, 0.7997],
      [3, 0.75],
      [5, 0.7028],
      [7.5, 0.6465],
      [10, 0.6127],
      [15, 0.5401],
      [20, 0.4875],
      [30, 0.4064],
      [40, 0.3451],
      [50, 0.2921],
    ],
    bias: -3.121,
    weights: [
      1.766, // certainImpact
      0.887, // possibleImpacts
      1.872, // references
      -0.533, // removedReferences
      0.68, // dead
      0.304, // coChange
      0.568, // coChangeRecent
      0.977, // support
      0.991, // subwords
      -0.032, // names
      1.315, // documentedFiles
      0.626, // documentedNames
      -0.531, // documentedAlways
      2.521, // documentedLift
      -1.386, // changedLines
      0.631, // changedFiles
      0.017, // newFiles
      0.259, // deletedFiles
      0.539, // addedDefinitions
      -0.447, // removedDefinitions
      0.955, // flags
      0.605, // variables
      0.147, // values
      0.407, // routes
      0.207, // settings
      0.767, // neutral
    ],
  },
};
