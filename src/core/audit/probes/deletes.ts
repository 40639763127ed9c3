import { addedMatches, around, type Line, productionChanges } from "./lines.ts";
import { at, type Probe, type ProbeCase } from "./probe.ts";

const DELETES =
  /\b(?:unlink(?:Sync)?|rm(?:Sync|dir|dirSync)?|rimraf|removeSync|deleteMany|deleteOne|delete_many|remove_all|removeAll|truncate|drop_table|rmtree)\s?\(|\bos\.(?:remove|unlink|rmdir)\(|\bshutil\.rmtree\(|\bPath\([^()]{0,80}\)\.unlink\(|\.(?:delete|destroy)\(|\bDELETE\s+FROM\b|\bDROP\s+(?:TABLE|COLUMN|INDEX|SCHEMA)\b|\bTRUNCATE\s+TABLE\b|\brm\s+-[rf]{1,2}\b|\bos\.Remove(?:All)?\(|\bfs::remove_/i;
const GUARD =
  /\bif\b|\bunless\b|\bwhen\b|\bWHERE\b|\bwhere\b|\?\s|\bcase\b|\bIF\s+EXISTS\b|\bassert\b|&&|\bfilter\(|\bguard\b|\bforce:\s?false/;
/** How many lines above a deletion its guard may stand. */
const REACH = 6;

/** Whether what the change deletes is deleted on a condition. Patterns only: a candidate. */
export const deletes: Probe = {
  id: "deletes",
  answers: /\bclean-?ups?\b|\bdelet(?:e|es|ed|ion|ions)\b|\bremov(?:e|es|ed|al)\b|\bdestructive\b/i,
  probe(facts) {
    const found = addedMatches(productionChanges(facts.changes), DELETES);
    if (found.length === 0)
      return { result: "N/A", evidence: [], says: "No added line deletes anything.", candidate: true };
    const bare = found.filter((line) => !isGuarded(line, facts));
    if (bare.length > 0) {
      return {
        result: "Open",
        evidence: bare.slice(0, 5).map((line) => at(line)),
        says: `${bare.length} of ${found.length} deletions stand under no condition.`,
        candidate: true,
        followUp: "Guard the deletion, or show why it is safe",
      };
    }
    return {
      result: "Pass",
      evidence: found.slice(0, 5).map((line) => at(line)),
      says: `${found.length} ${found.length === 1 ? "deletion stands" : "deletions stand"} under a condition.`,
      candidate: true,
    };
  },
};

function isGuarded({ path, line, text }: Line, { ground }: ProbeCase): boolean {
  return GUARD.test(text) || GUARD.test(around(ground.read(path) ?? "", line, REACH, 0));
}
