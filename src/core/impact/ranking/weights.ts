import type { RankModel } from "./rank.ts";

/**
 * Written by `npm run bench:impact -- … --write`: trained on 11792 steps of 26 public repositories.
 * How good they are is measured with weights that never saw the repository in question: docs/impact.md.
 */
export const weights: RankModel = {
  documents: [
    0.391, // references
    -0.371, // removedReferences
    -0.941, // addedReferences
    0.5, // enclosingReferences
    0.284, // headingReferences
    0.944, // referenceStrength
    0.784, // dead
    0.608, // sectionReferences
    0.789, // bestWord
    0.807, // coChange
    0.765, // coChangeAny
    1.161, // coChangeRecent
    1.322, // support
    1.066, // folderCoChange
    0.524, // nameCoChange
    1.305, // subwords
    1.057, // pathSubwords
    1.523, // names
    -0.295, // pathMention
    0.334, // recency
    0.067, // justChanged
    -0.564, // popularity
    0.284, // proximity
    -1.689, // length
    0.481, // referencesAndSubwords
    -0.347, // referencesAndCoChange
    0.442, // subwordsAndCoChange
    0.296, // referencesRank
    0.517, // subwordsRank
    0.644, // coChangeRank
    0.16, // nameCoChangeRank
    2.173, // impact
    1.29, // certainImpact
    0.027, // references, by 1 ÷ changed files
    -0.891, // removedReferences, by 1 ÷ changed files
    -0.398, // addedReferences, by 1 ÷ changed files
    -0.932, // enclosingReferences, by 1 ÷ changed files
    -0.053, // headingReferences, by 1 ÷ changed files
    0.643, // referenceStrength, by 1 ÷ changed files
    0.674, // dead, by 1 ÷ changed files
    0.043, // sectionReferences, by 1 ÷ changed files
    -0.133, // bestWord, by 1 ÷ changed files
    -0.402, // coChange, by 1 ÷ changed files
    -0.112, // coChangeAny, by 1 ÷ changed files
    -0.001, // coChangeRecent, by 1 ÷ changed files
    0.378, // support, by 1 ÷ changed files
    0.497, // folderCoChange, by 1 ÷ changed files
    0.23, // nameCoChange, by 1 ÷ changed files
    0.722, // subwords, by 1 ÷ changed files
    0.005, // pathSubwords, by 1 ÷ changed files
    -0.235, // names, by 1 ÷ changed files
    -0.204, // pathMention, by 1 ÷ changed files
    0.65, // recency, by 1 ÷ changed files
    0.48, // justChanged, by 1 ÷ changed files
    0.308, // popularity, by 1 ÷ changed files
    -0.519, // proximity, by 1 ÷ changed files
    0.234, // length, by 1 ÷ changed files
    0.071, // referencesAndSubwords, by 1 ÷ changed files
    -1.079, // referencesAndCoChange, by 1 ÷ changed files
    -0.491, // subwordsAndCoChange, by 1 ÷ changed files
    0.091, // referencesRank, by 1 ÷ changed files
    0.042, // subwordsRank, by 1 ÷ changed files
    -0.188, // coChangeRank, by 1 ÷ changed files
    -0.032, // nameCoChangeRank, by 1 ÷ changed files
    0.708, // impact, by 1 ÷ changed files
    0.386, // certainImpact, by 1 ÷ changed files
  ],
  sections: [
    0.941, // bestLine
    0.808, // secondLine
    -0.589, // sum
    0.407, // share
    1.096, // coChange
    1.594, // impact
    1.09, // title
    1.829, // stems
    0.907, // stemShare
    -0.102, // only
    -1.056, // length
    -0.161, // top
    1.578, // share
    2.751, // shareLog
    0.542, // bestLine of document
    0.348, // sum of document
    0.72, // stems of document
    0.295, // coChange of document
    -0.194, // title of document
    1.214, // coChange of all
    0.573, // title of all
    1.914, // impact of all
    0.917, // stems of all
    -2.247, // rivals
  ],
  lines: [
    1.265, // score
    0.103, // shareOfDocument
    -0.393, // shareOfSection
    3.243, // impact
    -2.381, // heading
    -0.731, // block
    0.101, // table
    -0.306, // list
    3.949, // stems
    0.139, // removed
    -0.202, // added
    0.771, // share
    3.35, // shareLog
    0.685, // section's bestLine
    -0.034, // section's secondLine
    0.205, // section's sum
    0.004, // section's share
    -0.478, // section's coChange
    1.338, // section's impact
    0.677, // section's title
    0.223, // section's stems
    0.036, // section's stemShare
    -0.204, // section's only
    -0.967, // section's length
    0.182, // section's top
    1.601, // rank
    -0.011, // rivals
  ],
  gate: {
    budget: [
      [1, 0.8649],
      [2, 0.8157],
      [3, 0.7619],
      [5, 0.7104],
      [7.5, 0.6541],
      [10, 0.6167],
      [15, 0.5405],
      [20, 0.4867],
      [30, 0.4019],
      [40, 0.3382],
      [50, 0.2844],
    ],
    bias: -3.176,
    weights: [
      2.028, // certainImpact
      1.488, // possibleImpacts
      2.195, // references
      -0.582, // removedReferences
      0.752, // dead
      0.156, // coChange
      0.521, // coChangeRecent
      0.97, // support
      1.115, // subwords
      -0.063, // names
      1.437, // documentedFiles
      0.913, // documentedNames
      -1.095, // documentedAlways
      2.58, // documentedLift
      -1.949, // changedLines
      0.861, // changedFiles
      -0.027, // newFiles
      0.328, // deletedFiles
      0.597, // addedDefinitions
      -0.491, // removedDefinitions
      1.353, // flags
      0.679, // variables
      0.161, // values
      0.453, // routes
      0.213, // settings
      0.794, // neutral
    ],
  },
};
