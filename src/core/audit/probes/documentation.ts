import type { SurfaceVerdict } from "../../model/verdict.ts";
import type { Answer, Probe, ProbeCase } from "./probe.ts";
import { surfaceAnswer } from "./surfaces.ts";

/** Whether the documents moved with the code: the verdict on the documentation surfaces. */
export const documentation: Probe = {
  id: "documentation",
  answers: /\bdoc(?:s|ument|uments|umented|umentation)?\b|\breadme\b/i,
  probe(facts) {
    const surfaces = facts.verdict.surfaces.filter(({ role }) => role === "documents" || role === "commands");
    return merged(surfaces, facts);
  },
};

function merged(surfaces: readonly SurfaceVerdict[], facts: ProbeCase): Answer {
  const answers = surfaces.map((surface) => surfaceAnswer(surface, facts));
  const order = ["Fail", "Open", "Pass", "N/A"] as const;
  const [worst] = answers.toSorted((a, b) => order.indexOf(a.result) - order.indexOf(b.result));
  if (!worst) return { result: "N/A", evidence: [], says: "The protocol has no documentation surface." };
  const alike = answers.filter(({ result }) => result === worst.result);
  return {
    ...worst,
    evidence: [...new Set(alike.flatMap(({ evidence }) => evidence))].slice(0, 6),
    says: alike.map(({ says }) => says).join(" "),
  };
}
