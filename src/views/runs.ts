import { type EventData, passes, sayGapOf } from "#core";
import { RUN_LOOKS } from "./look.ts";
import { plain } from "./plain.ts";
import { sayDuration, sayTests } from "./run-rows.ts";

/** How a run just ended, in one line: `✔ tests: exit 0 · 12 passed · 3.2 s`. */
export function sayEnded(name: string, run: EventData<"run">): string {
  const { exit, gap, tests, durationMs } = run;
  const { mark, word } = RUN_LOOKS[gap ? "no-result" : passes(run) ? "passed" : "failed"];
  const said = [
    gap ? `${word}: ${sayGapOf(gap)}` : `exit ${exit}`,
    ...(tests ? [sayTests(tests)] : []),
    ...(durationMs > 0 ? [sayDuration(durationMs)] : []),
  ];
  return `${mark} ${plain(name, 400)}: ${said.join(" · ")}`;
}

/** A command that could run, as it is listed. */
export interface Offered {
  readonly name: string;
  readonly id?: string;
  readonly why: string;
  readonly wanted: boolean;
  readonly consented: boolean;
}

/** Where a command comes from and whether it may run: `configured · not agreed to yet`. */
export function sayOffered({ id, consented }: Offered): string {
  return [id === undefined ? "proposed" : "configured", consented ? "agreed to" : "not agreed to yet"].join(
    " · ",
  );
}
