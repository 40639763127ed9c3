import { addedMatches, around, productionChanges } from "./lines.ts";
import { at, type Probe } from "./probe.ts";

const CALLS =
  /\b(?:fetch|axios(?:\.\w+)?|got(?:\.\w+)?|request|http\.(?:get|request|post)|https\.(?:get|request)|urlopen|httpx\.\w+|requests\.(?:get|post|put|patch|delete)|http\.Client|reqwest::\w+|client\.(?:get|post|send|query))\s?\(/;
const CARE =
  /\btime-?out\w*|\bAbortSignal\b|\bdeadline\b|\bretr(?:y|ies|ied|yable)\w*|\bbackoff\b|\bcircuit/i;
const HANDLES =
  /\bcatch\b|\bexcept\b|\brescue\b|\.catch\(|\bretr(?:y|ies)\w*|\btime-?out\w*|\bbackoff\b|\bAbortSignal\b|\bfallback\b|\bif err != nil\b/i;

/** Whether calls to the outside have time limits and failures are handled. Patterns only: a candidate. */
export const faultTolerance: Probe = {
  id: "fault-tolerance",
  answers:
    /\bfault\b|\bretr(?:y|ies)\b|\btime-?outs?\b|\bresilien|\berror handling\b|\bfailures? (?:are )?handled\b/i,
  probe({ changes, ground }) {
    const files = productionChanges(changes);
    const calls = addedMatches(files, CALLS);
    const careless = calls.filter(
      ({ path, line }) => !CARE.test(around(ground.read(path) ?? "", line, 6, 8)),
    );
    if (careless.length > 0) {
      return {
        result: "Open",
        evidence: careless.slice(0, 5).map((line) => at(line)),
        says: `${careless.length} of ${calls.length} calls to the outside show no time limit and no retry nearby.`,
        candidate: true,
        followUp: "Give the call a time limit, or show where it has one",
      };
    }
    const handled = addedMatches(files, HANDLES);
    if (handled.length + calls.length === 0)
      return {
        result: "N/A",
        evidence: [],
        says: "The change adds no call to the outside and no handling of failures.",
        candidate: true,
      };
    return {
      result: "Pass",
      evidence: [...handled, ...calls].slice(0, 5).map((line) => at(line)),
      says: "Added lines handle failures, retry or limit the time; nobody said that it is enough.",
      candidate: true,
    };
  },
};
