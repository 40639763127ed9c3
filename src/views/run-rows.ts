import type { RunVerdict, TestCounts } from "#core";
import { RUN_LOOKS } from "./look.ts";
import { plain } from "./plain.ts";
import type { Row } from "./tree.ts";

/**
 * The verification commands on record as rows.
 * @param under the id of the row they stand below
 */
export function runRows(runs: readonly RunVerdict[], under: string): Row[] {
  return runs.map((run) => {
    const { word, icon, color } = RUN_LOOKS[run.state];
    const detail = sayRun(run);
    return {
      id: `run|${under}|${run.covers.join()}|${run.command}`,
      label: plain(run.covers.length > 0 ? run.covers.join(", ") : withoutFolders(run.command), 80),
      description: `${word} · ${detail}`,
      icon,
      color,
      context: `run:${run.state}`,
      spoken: `Verification ${plain(run.command, 200)}, ${word}, ${detail}`,
      tooltip: [run.command, `${word}: ${detail}`, run.when].map((line) => plain(line, 400)).join("\n"),
      rows: [],
      expanded: false,
    };
  });
}

/** The command with the folders of its files left out: the row is narrow, and the tooltip has it all. */
function withoutFolders(command: string): string {
  return command.replaceAll(/(?<=^|\s)[\w@./-]{1,400}\/(?=[\w@.-]{1,200}(?:\s|$))/g, "");
}

/** What came of a run, with what its report counts and how long it took. */
export function sayRun({ state, says, tests, durationMs }: RunVerdict): string {
  const took = durationMs !== undefined && state !== "no-result" && state !== "stale";
  return [says, ...(tests ? [sayTests(tests)] : []), ...(took ? [sayDuration(durationMs)] : [])].join(" · ");
}

/** `2 failed, 10 passed`: what is none is left out, but for the passed ones. */
export function sayTests({ passed, failed, skipped }: TestCounts): string {
  return [
    ...(failed > 0 ? [`${failed} failed`] : []),
    `${passed} passed`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ].join(", ");
}

/** `3.2 s`. */
export function sayDuration(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
