import type { RankModel } from "./rank.ts";

/**
 * Written by `npm run bench:impact -- … --write`: trained on 0 steps of 0 public repositories.
 * How good they are is measured with weights that never saw the repository in question: docs/impact.md.
 */
export const weights: RankModel = {
  documents: [
    2.2, // references
    0.0, // removedReferences
    0.0, // addedReferences
    0.0, // enclosingReferences
    0.0, // headingReferences
    0.0, // referenceStrength
    2.8, // dead
    0.0, // sectionReferences
    0.0, // bestWord
    2.8, // coChange
    0.0, // coChangeAny
    0.0, // coChangeRecent
    1.1, // support
    0.0, // folderCoChange
    0.0, // nameCoChange
    2.2, // subwords
    0.0, // pathSubwords
    0.7, // names
    0.0, // pathMention
    0.0, // recency
    0.0, // justChanged
    0.0, // popularity
    0.8, // proximity
    0.0, // length
    0.0, // referencesAndSubwords
    0.0, // referencesAndCoChange
    0.0, // subwordsAndCoChange
    0.0, // referencesRank
    0.0, // subwordsRank
    0.0, // coChangeRank
    0.0, // nameCoChangeRank
  ],
  sections: [
    1.8, // bestLine
    0.75, // secondLine
    0.0, // sum
    1.1, // share
    4.2, // coChange
    3.3, // impact
    1.7, // title
    1.5, // stems
    1.6, // stemShare
    0.0, // only
    0.0, // length
    0.0, // top
    1.6, // share
    2.4, // shareLog
  ],
  lines: [
    2.2, // score
    0.0, // shareOfDocument
    0.0, // shareOfSection
    3.9, // impact
    -2.0, // heading
    -1.0, // block
    0.0, // table
    0.0, // list
    3.2, // stems
    0.0, // removed
    0.0, // added
    1.3, // share
    3.5, // shareLog
  ],
  gate: {
    budget: [[100, 0.5]],
    bias: 0.0,
    weights: [
      0.0, // certainImpact
      0.0, // possibleImpacts
      0.0, // references
      0.0, // removedReferences
      0.0, // dead
      0.0, // coChange
      0.0, // coChangeRecent
      0.0, // support
      0.0, // subwords
      0.0, // names
      0.0, // documentedFiles
      0.0, // documentedNames
      0.0, // documentedAlways
      0.0, // documentedLift
      0.0, // changedLines
      0.0, // changedFiles
      0.0, // newFiles
      0.0, // deletedFiles
      0.0, // addedDefinitions
      0.0, // removedDefinitions
      0.0, // flags
      0.0, // variables
      0.0, // values
      0.0, // routes
      0.0, // settings
      0.0, // neutral
    ],
  },
};
