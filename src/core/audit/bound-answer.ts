import type { Config } from "../config/schema.ts";
import { isPass, sayGapOf } from "../evidence/known-runs.ts";
import { sayHere } from "../evidence/passes.ts";
import { matching } from "../glob.ts";
import { slug } from "../protocol/slug.ts";
import { PROBES, probeFor } from "./probes/index.ts";
import type { Answer, ProbeCase } from "./probes/probe.ts";
import { surfaces } from "./probes/surfaces.ts";
import { said } from "./probes/tests.ts";

/**
 * The answer to an item as the configuration binds it: by its probe, on its paths, and only with its run
 * passed on this very tree. What is bound to nothing is answered by the probe that knows its words.
 */
export function answerFor(item: string, facts: ProbeCase, bindings: Config["audit"] = {}): Answer {
  const binding = new Map(Object.entries(bindings)).get(slug(item));
  const seen = binding?.paths ? narrowed(facts, binding.paths) : facts;
  const named = [...PROBES, surfaces].find(({ id }) => id === binding?.probe);
  if (binding?.run === undefined) return (named ?? probeFor(item)).probe(seen, item);
  const ran = runAnswer(binding.run, facts);
  if (!named || ran.result !== "Pass") return ran;
  const answer = named.probe(seen, item);
  return {
    ...answer,
    evidence: [...new Set([...answer.evidence, ...ran.evidence])],
    says: `${answer.says} ${ran.says}`,
  };
}

function narrowed(facts: ProbeCase, paths: readonly string[]): ProbeCase {
  const meant = matching(paths);
  return { ...facts, changes: facts.changes.filter(({ path }) => meant(path)) };
}

/** What the last recorded run of a verification says of this tree. */
function runAnswer(id: string, { ground: { runs = [], missed = [], treeDigest } }: ProbeCase): Answer {
  const covering = runs.filter(({ covers }) => covers.includes(id));
  const last = covering.findLast((run) => run.treeDigest === treeDigest);
  if (!last) {
    const gap = missed.findLast((run) => run.covers.includes(id) && run.treeDigest === treeDigest);
    const says = gap
      ? `“${id}” has no result: ${sayGapOf(gap.gap)}.`
      : covering.length > 0
        ? `“${id}” ran on another tree.`
        : `No run of “${id}” is recorded.`;
    return { result: "Open", evidence: [], says, needsRun: true, followUp: "Run lockstep verify" };
  }
  const says = `“${id}” ${sayHere(last)}.`;
  return isPass(last)
    ? { result: "Pass", evidence: [said(last)], says }
    : { result: "Fail", evidence: [said(last)], says, followUp: `Make “${id}” pass` };
}
