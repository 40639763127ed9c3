import { groupBy } from "../group.ts";
import { neededButLeft } from "../surfaces/repository.ts";
import { firstChange } from "../surfaces/situation.ts";
import type { Rule } from "./rule.ts";

export const surfaceOpen: Rule = {
  id: "surface/open",
  title: "A surface other than a document or the verification is still owed.",
  help:
    "Raised at a gate, never while somebody works: once for each changed file and surface. For the repository state " +
    "only where a staged file needs one that is left out of the commit. It clears when the surface moves, or is " +
    "recorded as not needed.",
  ladder: { gate: "warning", ci: "error" },
  *judge(facts) {
    for (const surface of facts.surfaces) {
      const verdict = facts.verdicts.find(({ id }) => id === surface.id);
      if (verdict?.state !== "owed") continue;
      if (surface.role === "repository") {
        for (const { left, by } of neededButLeft(facts)) {
          yield {
            place: firstChange(by),
            message: `${by.path} names ${left}, and ${left} is left out of the commit. Stage it too.`,
            because: [{ path: left, line: 1 }, surface.place],
            surface: surface.id,
          };
        }
      }
      if (surface.role !== "other") continue;
      for (const obligations of groupBy(verdict.obligations, ({ place }) => place.path).values()) {
        const [first] = obligations;
        if (first)
          yield { place: first.place, message: first.says, because: [surface.place], surface: surface.id };
      }
    }
  },
};
