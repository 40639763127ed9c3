import { groupBy } from "../../group.ts";
import type { Probe } from "./probe.ts";
import { SECRET_SCAN } from "./secrets.ts";
import { said } from "./tests.ts";

/** Whether a command that ran twice on this tree said the same both times. */
export const idempotency: Probe = {
  id: "idempotency",
  answers: /\bidempoten|\bre-?run\b|\brepeatab|\breproducib/i,
  probe({ ground: { runs = [], treeDigest } }) {
    const here = runs.filter(
      ({ command, treeDigest: tree, outputDigest }) =>
        tree === treeDigest && outputDigest !== undefined && command !== SECRET_SCAN,
    );
    const repeated = [...groupBy(here, ({ command }) => command).values()].filter((list) => list.length >= 2);
    const differing = repeated.filter(
      (list) => new Set(list.map(({ outputDigest, exit }) => `${exit} ${outputDigest}`)).size > 1,
    );
    const alike = repeated.find((list) => !differing.includes(list) && list.every(({ exit }) => exit === 0));
    const [first] = alike ?? [];
    if (first)
      return {
        result: "Pass",
        evidence: [said(first)],
        says: `${first.command} ran ${alike?.length ?? 2} times on this tree with equal output.`,
      };
    const other = differing[0]?.[0];
    if (other)
      return {
        result: "Open",
        evidence: [said(other)],
        says: `${other.command} ran twice on this tree with different output.`,
        candidate: true,
        followUp: "Times and ids in the output differ too: compare the state it leaves",
      };
    return {
      result: "Open",
      evidence: [],
      says: "No command ran twice on this tree.",
      needsRun: true,
      followUp: "Run the command twice with lockstep verify",
    };
  },
};
