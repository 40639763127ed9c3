import { NO_PAINT, type Paint } from "./paint.ts";

/** One thing the doctor looked at. */
export interface Checkup {
  readonly title: string;
  readonly state: "good" | "unsure" | "bad";
  readonly says: string;
}

const MARKS = { good: "✔", unsure: "▲", bad: "✖" } as const satisfies Record<Checkup["state"], string>;

/** The report of `lockstep doctor`. */
export function toDoctorText(checks: readonly Checkup[], paint: Paint = NO_PAINT): string {
  const paints = { good: paint.good, unsure: paint.owed, bad: paint.bad } as const;
  return checks
    .map(({ title, state, says }) => `${paints[state](MARKS[state])} ${title.padEnd(16)} ${says}\n`)
    .join("");
}

/** The same as a Markdown document. */
export function toDoctorMarkdown(checks: readonly Checkup[]): string {
  const rows = checks.map(
    ({ title, state, says }) => `| ${MARKS[state]} | ${title} | ${says.replaceAll("|", "\\|")} |`,
  );
  return ["# Lockstep: setup", "", "| | What | State |", "|---|---|---|", ...rows, ""].join("\n");
}
