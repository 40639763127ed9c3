import { at, type Probe } from "./probe.ts";

/** Whether every changed file has its [WHY] and [DIFF], as checking the trace blocks found. */
export const traceability: Probe = {
  id: "traceability",
  answers: /\btraceab|\btrace\b|\[why\]|\[diff\]/i,
  probe({ traces }) {
    if (!traces || traces.blocks.length === 0)
      return {
        result: "Open",
        evidence: [],
        says: "No [FILE] blocks are written.",
        followUp: "Write [FILE], [WHY] and [DIFF] for every changed file",
      };
    const [first, ...more] = traces.findings;
    const evidence = traces.blocks.slice(0, 5).map(({ place: { path, line } }) => at({ path, line }));
    if (!first)
      return {
        result: "Pass",
        evidence,
        says: `${traces.blocks.length} trace blocks, each with its reason and matching the tree.`,
      };
    return {
      result: "Fail",
      evidence: [at({ path: first.place.path, line: first.place.line })],
      says: `${first.message}${more.length > 0 ? ` And ${more.length} more.` : ""}`,
      followUp: "Correct the trace blocks",
    };
  },
};
