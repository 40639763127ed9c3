import type { RankModel } from "./rank.ts";

/**
 * Written by `npm run bench:impact -- … --write`: trained on 11792 steps of 26 public repositories.
 * How good they are is measured with weights that never saw the repository in question: docs/impact.md.
 */
export const weights: RankModel = {
  documents: [
    0.394, // references
    -0.379, // removedReferences
    -0.942, // addedReferences
    0.54, // enclosingReferences
    0.298, // headingReferences
    0.938, // referenceStrength
    0.742, // dead
    0.593, // sectionReferences
    0.781, // bestWord
    0.819, // coChange
    0.763, // coChangeAny
    1.157, // coChangeRecent
    1.311, // support
    1.05, // folderCoChange
    0.52, // nameCoChange
    1.308, // subwords
    1.065, // pathSubwords
    1.525, // names
    -0.288, // pathMention
    0.339, // recency
    0.104, // justChanged
    -0.583, // popularity
    0.277, // proximity
    -1.675, // length
    0.49, // referencesAndSubwords
    -0.382, // referencesAndCoChange
    0.444, // subwordsAndCoChange
    0.3, // referencesRank
    0.522, // subwordsRank
    0.635, // coChangeRank
    0.155, // nameCoChangeRank
    2.39, // impact
    1.026, // certainImpact
    0.028, // references, by 1 ÷ changed files
    -0.879, // removedReferences, by 1 ÷ changed files
    -0.392, // addedReferences, by 1 ÷ changed files
    -0.942, // enclosingReferences, by 1 ÷ changed files
    -0.054, // headingReferences, by 1 ÷ changed files
    0.642, // referenceStrength, by 1 ÷ changed files
    0.655, // dead, by 1 ÷ changed files
    0.042, // sectionReferences, by 1 ÷ changed files
    -0.132, // bestWord, by 1 ÷ changed files
    -0.378, // coChange, by 1 ÷ changed files
    -0.09, // coChangeAny, by 1 ÷ changed files
    -0.013, // coChangeRecent, by 1 ÷ changed files
    0.387, // support, by 1 ÷ changed files
    0.513, // folderCoChange, by 1 ÷ changed files
    0.23, // nameCoChange, by 1 ÷ changed files
    0.719, // subwords, by 1 ÷ changed files
    0.009, // pathSubwords, by 1 ÷ changed files
    -0.236, // names, by 1 ÷ changed files
    -0.216, // pathMention, by 1 ÷ changed files
    0.65, // recency, by 1 ÷ changed files
    0.45, // justChanged, by 1 ÷ changed files
    0.316, // popularity, by 1 ÷ changed files
    -0.552, // proximity, by 1 ÷ changed files
    0.248, // length, by 1 ÷ changed files
    0.069, // referencesAndSubwords, by 1 ÷ changed files
    -1.075, // referencesAndCoChange, by 1 ÷ changed files
    -0.469, // subwordsAndCoChange, by 1 ÷ changed files
    0.083, // referencesRank, by 1 ÷ changed files
    0.033, // subwordsRank, by 1 ÷ changed files
    -0.186, // coChangeRank, by 1 ÷ changed files
    -0.027, // nameCoChangeRank, by 1 ÷ changed files
    0.785, // impact, by 1 ÷ changed files
    0.487, // certainImpact, by 1 ÷ changed files
  ],
  sections: [
    0.919, // bestLine
    0.92, // secondLine
    -0.538, // sum
    0.438, // share
    1.114, // coChange
    1.549, // impact
    1.084, // title
    1.79, // stems
    0.821, // stemShare
    -0.183, // only
    -1.141, // length
    -0.155, // top
    1.722, // share
    2.802, // shareLog
    0.585, // bestLine of document
    0.289, // sum of document
    0.792, // stems of document
    0.314, // coChange of document
    -0.173, // title of document
    1.177, // coChange of all
    0.572, // title of all
    1.986, // impact of all
    0.854, // stems of all
    -2.532, // rivals
  ],
  lines: [
    1.26, // score
    0.148, // shareOfDocument
    -0.462, // shareOfSection
    3.293, // impact
    -2.411, // heading
    -0.743, // block
    0.103, // table
    -0.317, // list
    3.915, // stems
    0.158, // removed
    -0.199, // added
    0.848, // share
    3.336, // shareLog
    0.675, // section's bestLine
    0.026, // section's secondLine
    0.136, // section's sum
    0.069, // section's share
    -0.597, // section's coChange
    1.288, // section's impact
    0.69, // section's title
    0.265, // section's stems
    0.016, // section's stemShare
    -0.271, // section's only
    -0.875, // section's length
    0.202, // section's top
    1.61, // rank
    -0.035, // rivals
  ],
  gate: {
    budget: [
      [1, 0.8637],
      [2, 0.8145],
      [3, 0.761],
      [5, 0.7096],
      [7.5, 0.6551],
      [10, 0.6187],
      [15, 0.54],
      [20, 0.4864],
      [30, 0.4012],
      [40, 0.3389],
      [50, 0.2841],
    ],
    bias: -3.176,
    weights: [
      2.277, // certainImpact
      1.536, // possibleImpacts
      2.213, // references
      -0.574, // removedReferences
      0.615, // dead
      0.143, // coChange
      0.519, // coChangeRecent
      0.969, // support
      1.107, // subwords
      -0.063, // names
      1.448, // documentedFiles
      0.897, // documentedNames
      -1.09, // documentedAlways
      2.589, // documentedLift
      -1.973, // changedLines
      0.861, // changedFiles
      -0.031, // newFiles
      0.332, // deletedFiles
      0.611, // addedDefinitions
      -0.497, // removedDefinitions
      1.357, // flags
      0.651, // variables
      0.15, // values
      0.457, // routes
      0.219, // settings
      0.794, // neutral
    ],
  },
};
