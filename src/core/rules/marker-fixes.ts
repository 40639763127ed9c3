import type { Fix } from "../model/finding.ts";
import type { GateVerdict } from "../model/verdict.ts";
import { splitLines } from "../protocol/lines.ts";
import type { GateCase } from "./rule.ts";

/**
 * Writes the exact marker of a phase into its document.
 * @param line of the altered one it takes the place of; at the end where it is left out
 */
export function markerFixes(
  { policy, phaseTexts }: Pick<GateCase, "policy" | "phaseTexts">,
  { change, phase }: GateVerdict,
  line?: number,
): readonly Fix[] {
  const marker = policy.protocol.phases.find(({ number }) => number === phase)?.marker;
  const document = phaseTexts.get(change ?? "")?.get(phase);
  if (marker === undefined || document === undefined) return [];
  const lines = splitLines(document.text);
  const last = lines.length;
  const edit =
    line === undefined
      ? {
          start: { line: last, column: lines[last - 1]!.length },
          end: { line: last, column: lines[last - 1]!.length },
          text: `${lines[last - 1] === "" ? "" : "\n"}\n\`\`\`\n${marker}\n\`\`\`\n`,
        }
      : {
          start: { line, column: 0 },
          end: { line, column: lines[line - 1]?.length ?? 0 },
          text: marker,
        };
  return [{ title: "Use the exact gate marker", edits: [{ path: document.path, ...edit }] }];
}
