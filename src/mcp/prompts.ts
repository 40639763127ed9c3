import type { Protocol } from "#core";
import { plain } from "#views/plain";

/** A command of a protocol that makes an agent check its work again, as a prompt. */
export interface RerunPrompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** What to do, in terms of Lockstep's tools. */
  readonly steps: readonly string[];
}

/** The commands every protocol may be re-run by; one that words them itself says what they put out. */
export const RERUN_PROMPTS: readonly RerunPrompt[] = [
  {
    name: "phase-self-audit",
    title: "PHASE SELF-AUDIT",
    description: "Run the self-audit of the change again, with evidence that is checked.",
    steps: [
      "Call lockstep_verify, so that there are runs to point at.",
      "Call lockstep_draft_audit and complete what it left open; claim nothing without `path:line` or a recorded run.",
      "Call lockstep_verify_audit on your table and mend every claim that does not hold.",
      "List what fails under KNOWN GAPS with owner and ETA.",
    ],
  },
  {
    name: "final-review-required",
    title: "FINAL REVIEW REQUIRED",
    description: "Go over the whole change again before it is delivered.",
    steps: [
      "Call lockstep_status and lockstep_owed; do what is owed.",
      "Call lockstep_draft_audit for the audit and again with table: rubric; check both with lockstep_verify_audit.",
      "Call lockstep_report and put the final delivery together from it.",
    ],
  },
];

/** The prompt's text. What the protocol itself says is quoted as data. */
export function promptText({ title, steps }: RerunPrompt, { commands, phases }: Protocol): string {
  const own = commands.find(({ name }) => keyOf(name) === keyOf(title));
  const marker = phases.find((phase) => phase.marker !== undefined)?.marker;
  return [
    title,
    "",
    ...steps.map((step, at) => `${at + 1}. ${step}`),
    ...(own && own.outputs.length > 0
      ? [
          "",
          "The team's protocol asks for these outputs (quoted from the repository):",
          ...own.outputs.map((output) => `- ${plain(output, 300)}`),
        ]
      : []),
    ...(marker === undefined
      ? []
      : ["", `Where a gate closes the phase, end with this line and nothing after it: ${plain(marker)}`]),
  ].join("\n");
}

function keyOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, " ")
    .trim();
}
