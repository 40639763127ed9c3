import type { RankModel } from "./rank.ts";

/**
 * Written by `npm run bench:impact -- … --write`: trained on 11792 steps of 26 public repositories.
 * How good they are is measured with weights that never saw the repository in question: docs/impact.md.
 */
export const weights: RankModel = {
  documents: [
    0.362, // references
    -0.394, // removedReferences
    -0.804, // addedReferences
    -0.158, // enclosingReferences
    0.123, // headingReferences
    0.365, // referenceStrength
    0.374, // dead
    0.205, // sectionReferences
    0.284, // bestWord
    0.397, // coChange
    0.341, // coChangeAny
    0.493, // coChangeRecent
    0.639, // support
    0.538, // folderCoChange
    0.416, // nameCoChange
    0.735, // subwords
    0.64, // pathSubwords
    0.913, // names
    -0.309, // pathMention
    0.28, // recency
    0.142, // justChanged
    0.117, // popularity
    0.168, // proximity
    -0.658, // length
    0.182, // referencesAndSubwords
    -0.296, // referencesAndCoChange
    0.141, // subwordsAndCoChange
    0.147, // referencesRank
    0.078, // subwordsRank
    0.286, // coChangeRank
    0.162, // nameCoChangeRank
    1.493, // impact
    -0.012, // certainImpact
    0.215, // references, by few files
    -0.689, // removedReferences, by few files
    -0.208, // addedReferences, by few files
    -0.894, // enclosingReferences, by few files
    0.038, // headingReferences, by few files
    0.238, // referenceStrength, by few files
    0.613, // dead, by few files
    0.027, // sectionReferences, by few files
    -0.128, // bestWord, by few files
    -0.346, // coChange, by few files
    -0.053, // coChangeAny, by few files
    -0.295, // coChangeRecent, by few files
    0.029, // support, by few files
    0.369, // folderCoChange, by few files
    0.163, // nameCoChange, by few files
    0.582, // subwords, by few files
    0.063, // pathSubwords, by few files
    -0.003, // names, by few files
    0.13, // pathMention, by few files
    0.477, // recency, by few files
    0.346, // justChanged, by few files
    0.09, // popularity, by few files
    -0.067, // proximity, by few files
    0.911, // length, by few files
    0.074, // referencesAndSubwords, by few files
    -0.665, // referencesAndCoChange, by few files
    -0.292, // subwordsAndCoChange, by few files
    0.113, // referencesRank, by few files
    0.261, // subwordsRank, by few files
    -0.077, // coChangeRank, by few files
    0.019, // nameCoChangeRank, by few files
    0.608, // impact, by few files
    0.1, // certainImpact, by few files
    0.366, // references, by much history
    -0.278, // removedReferences, by much history
    -0.245, // addedReferences, by much history
    -0.223, // enclosingReferences, by much history
    0.139, // headingReferences, by much history
    0.312, // referenceStrength, by much history
    -0.116, // dead, by much history
    0.074, // sectionReferences, by much history
    0.29, // bestWord, by much history
    0.563, // coChange, by much history
    0.542, // coChangeAny, by much history
    0.9, // coChangeRecent, by much history
    0.666, // support, by much history
    -0.507, // folderCoChange, by much history
    -0.103, // nameCoChange, by much history
    0.653, // subwords, by much history
    -1.482, // pathSubwords, by much history
    -0.87, // names, by much history
    -0.212, // pathMention, by much history
    0.147, // recency, by much history
    0.057, // justChanged, by much history
    -0.98, // popularity, by much history
    -0.885, // proximity, by much history
    -1.489, // length, by much history
    0.236, // referencesAndSubwords, by much history
    -0.348, // referencesAndCoChange, by much history
    0.114, // subwordsAndCoChange, by much history
    -0.108, // referencesRank, by much history
    -0.102, // subwordsRank, by much history
    0.6, // coChangeRank, by much history
    -0.154, // nameCoChangeRank, by much history
    1.32, // impact, by much history
    0.054, // certainImpact, by much history
    0.335, // references, by telling words
    -0.611, // removedReferences, by telling words
    -0.367, // addedReferences, by telling words
    0.941, // enclosingReferences, by telling words
    0.249, // headingReferences, by telling words
    0.029, // referenceStrength, by telling words
    -0.138, // dead, by telling words
    0.236, // sectionReferences, by telling words
    0.569, // bestWord, by telling words
    0.049, // coChange, by telling words
    -0.079, // coChangeAny, by telling words
    0.267, // coChangeRecent, by telling words
    -0.047, // support, by telling words
    0.054, // folderCoChange, by telling words
    -0.116, // nameCoChange, by telling words
    0.51, // subwords, by telling words
    1.007, // pathSubwords, by telling words
    0.383, // names, by telling words
    0.888, // pathMention, by telling words
    -0.307, // recency, by telling words
    -0.279, // justChanged, by telling words
    -0.361, // popularity, by telling words
    0.336, // proximity, by telling words
    -1.75, // length, by telling words
    0.107, // referencesAndSubwords, by telling words
    -0.395, // referencesAndCoChange, by telling words
    -0.151, // subwordsAndCoChange, by telling words
    0.088, // referencesRank, by telling words
    -0.065, // subwordsRank, by telling words
    -0.19, // coChangeRank, by telling words
    -0.269, // nameCoChangeRank, by telling words
    1.042, // impact, by telling words
    -0.241, // certainImpact, by telling words
    0.42, // references, by widespread words
    -0.518, // removedReferences, by widespread words
    -0.669, // addedReferences, by widespread words
    0.14, // enclosingReferences, by widespread words
    0.048, // headingReferences, by widespread words
    0.28, // referenceStrength, by widespread words
    0.085, // dead, by widespread words
    0.268, // sectionReferences, by widespread words
    0.269, // bestWord, by widespread words
    0.154, // coChange, by widespread words
    0.063, // coChangeAny, by widespread words
    0.264, // coChangeRecent, by widespread words
    0.508, // support, by widespread words
    0.391, // folderCoChange, by widespread words
    0.455, // nameCoChange, by widespread words
    0.819, // subwords, by widespread words
    0.798, // pathSubwords, by widespread words
    1.126, // names, by widespread words
    -0.545, // pathMention, by widespread words
    0.219, // recency, by widespread words
    0.285, // justChanged, by widespread words
    -0.128, // popularity, by widespread words
    0.166, // proximity, by widespread words
    -1.298, // length, by widespread words
    0.344, // referencesAndSubwords, by widespread words
    -0.202, // referencesAndCoChange, by widespread words
    0.202, // subwordsAndCoChange, by widespread words
    0.141, // referencesRank, by widespread words
    0.244, // subwordsRank, by widespread words
    0.331, // coChangeRank, by widespread words
    0.241, // nameCoChangeRank, by widespread words
    1.053, // impact, by widespread words
    -0.394, // certainImpact, by widespread words
    0.236, // references, by one document's words
    -0.166, // removedReferences, by one document's words
    -0.383, // addedReferences, by one document's words
    -0.35, // enclosingReferences, by one document's words
    -0.343, // headingReferences, by one document's words
    0.402, // referenceStrength, by one document's words
    0.222, // dead, by one document's words
    -0.01, // sectionReferences, by one document's words
    0.364, // bestWord, by one document's words
    0.531, // coChange, by one document's words
    0.567, // coChangeAny, by one document's words
    0.62, // coChangeRecent, by one document's words
    0.556, // support, by one document's words
    0.403, // folderCoChange, by one document's words
    0.205, // nameCoChange, by one document's words
    0.33, // subwords, by one document's words
    0.151, // pathSubwords, by one document's words
    -0.28, // names, by one document's words
    -0.086, // pathMention, by one document's words
    0.501, // recency, by one document's words
    -0.235, // justChanged, by one document's words
    0.428, // popularity, by one document's words
    0.12, // proximity, by one document's words
    0.902, // length, by one document's words
    -0.198, // referencesAndSubwords, by one document's words
    -0.488, // referencesAndCoChange, by one document's words
    -0.264, // subwordsAndCoChange, by one document's words
    0.231, // referencesRank, by one document's words
    -0.283, // subwordsRank, by one document's words
    -0.141, // coChangeRank, by one document's words
    -0.153, // nameCoChangeRank, by one document's words
    0.269, // impact, by one document's words
    -0.186, // certainImpact, by one document's words
    0.133, // references, by one document's sub-words
    0.056, // removedReferences, by one document's sub-words
    -0.269, // addedReferences, by one document's sub-words
    -0.396, // enclosingReferences, by one document's sub-words
    -0.301, // headingReferences, by one document's sub-words
    0.469, // referenceStrength, by one document's sub-words
    0.141, // dead, by one document's sub-words
    -0.267, // sectionReferences, by one document's sub-words
    -0.01, // bestWord, by one document's sub-words
    0.214, // coChange, by one document's sub-words
    0.194, // coChangeAny, by one document's sub-words
    0.154, // coChangeRecent, by one document's sub-words
    0.128, // support, by one document's sub-words
    0.524, // folderCoChange, by one document's sub-words
    -0.01, // nameCoChange, by one document's sub-words
    0.215, // subwords, by one document's sub-words
    0.199, // pathSubwords, by one document's sub-words
    -0.621, // names, by one document's sub-words
    -0.421, // pathMention, by one document's sub-words
    0.031, // recency, by one document's sub-words
    -0.195, // justChanged, by one document's sub-words
    1.069, // popularity, by one document's sub-words
    -0.429, // proximity, by one document's sub-words
    1.077, // length, by one document's sub-words
    -0.277, // referencesAndSubwords, by one document's sub-words
    -0.392, // referencesAndCoChange, by one document's sub-words
    -0.117, // subwordsAndCoChange, by one document's sub-words
    0.189, // referencesRank, by one document's sub-words
    -0.402, // subwordsRank, by one document's sub-words
    -0.599, // coChangeRank, by one document's sub-words
    -0.451, // nameCoChangeRank, by one document's sub-words
    0.523, // impact, by one document's sub-words
    0.251, // certainImpact, by one document's sub-words
  ],
  sections: [
    0.851, // bestLine
    0.896, // secondLine
    -0.568, // sum
    0.444, // share
    1.087, // coChange
    1.638, // impact
    1.04, // title
    1.751, // stems
    0.801, // stemShare
    -0.095, // only
    -1.045, // length
    -0.127, // top
    1.813, // share
    2.772, // shareLog
    0.622, // bestLine of document
    0.307, // sum of document
    0.833, // stems of document
    0.315, // coChange of document
    -0.138, // title of document
    1.159, // coChange of all
    0.558, // title of all
    1.831, // impact of all
    0.839, // stems of all
    -2.27, // rivals
  ],
  lines: [
    1.301, // score
    0.167, // shareOfDocument
    -0.5, // shareOfSection
    3.288, // impact
    -2.413, // heading
    -0.728, // block
    0.108, // table
    -0.299, // list
    3.902, // stems
    0.16, // removed
    -0.188, // added
    0.87, // share
    3.348, // shareLog
    0.663, // section's bestLine
    0.035, // section's secondLine
    0.115, // section's sum
    0.021, // section's share
    -0.638, // section's coChange
    1.256, // section's impact
    0.696, // section's title
    0.284, // section's stems
    0.019, // section's stemShare
    -0.279, // section's only
    -0.853, // section's length
    0.173, // section's top
    1.595, // rank
    -0.025, // rivals
  ],
  gate: {
    budget: [
      [1, 0.8626],
      [2, 0.8162],
      [3, 0.7607],
      [5, 0.7095],
      [7.5, 0.6554],
      [10, 0.6187],
      [15, 0.5412],
      [20, 0.4877],
      [30, 0.4019],
      [40, 0.3392],
      [50, 0.2849],
    ],
    bias: -3.177,
    weights: [
      2.219, // certainImpact
      1.713, // possibleImpacts
      2.207, // references
      -0.577, // removedReferences
      0.626, // dead
      0.149, // coChange
      0.519, // coChangeRecent
      0.967, // support
      1.128, // subwords
      -0.062, // names
      1.454, // documentedFiles
      0.893, // documentedNames
      -1.103, // documentedAlways
      2.594, // documentedLift
      -1.99, // changedLines
      0.854, // changedFiles
      -0.018, // newFiles
      0.31, // deletedFiles
      0.605, // addedDefinitions
      -0.481, // removedDefinitions
      1.358, // flags
      0.659, // variables
      0.153, // values
      0.45, // routes
      0.218, // settings
      0.791, // neutral
    ],
  },
};
