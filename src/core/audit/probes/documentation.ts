import { isDocument } from "../../impact/classify.ts";
import type { SurfaceVerdict } from "../../model/verdict.ts";
import { firstChange } from "../../surfaces/situation.ts";
import { type Answer, at, type Probe, type ProbeCase } from "./probe.ts";
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

/** Where the protocol names no surface for documents, only the files tell. */
function byFiles({ changes }: ProbeCase): Answer {
  const edited = changes.filter(({ path, status }) => status !== "deleted" && isDocument(path));
  return edited.length > 0
    ? {
        result: "Pass",
        evidence: edited.slice(0, 6).map((change) => at(firstChange(change))),
        says: "Documents moved with the change; nobody said that these are all.",
        candidate: true,
      }
    : {
        result: "Open",
        evidence: [],
        says: "The change edits no document.",
        followUp: "Update the documents, or say why none is needed",
      };
}

function merged(surfaces: readonly SurfaceVerdict[], facts: ProbeCase): Answer {
  const answers = surfaces.map((surface) => surfaceAnswer(surface, facts));
  const order = ["Fail", "Open", "Pass", "N/A"] as const;
  const [worst] = answers.toSorted((a, b) => order.indexOf(a.result) - order.indexOf(b.result));
  if (!worst) return byFiles(facts);
  const alike = answers.filter(({ result }) => result === worst.result);
  return {
    ...worst,
    evidence: [...new Set(alike.flatMap(({ evidence }) => evidence))].slice(0, 6),
    says: alike.map(({ says }) => says).join(" "),
  };
}
