import type { CommandId } from "./commands.ts";
import type { ViewId } from "./views.ts";

interface Step {
  readonly id: string;
  readonly title: string;
  /** A sentence or two; the button comes after it. */
  readonly says: string;
  readonly button: string;
  readonly command: CommandId;
  readonly media: string;
  readonly altText: string;
  /** Beside running the command: seeing this view completes the step. */
  readonly seen?: ViewId;
}

/** The first steps, as the editor's Welcome page shows them. */
const STEPS: readonly Step[] = [
  {
    id: "pick",
    title: "Choose a protocol",
    says: "Your own Markdown document is the protocol: its tables, phases and checklists are read as they are. Lockstep finds it, or you take one of the four built-in ones.",
    button: "Set Up Lockstep…",
    command: "lockstep.initialize",
    media: "pick",
    altText: "A Markdown document on the left becomes surfaces and gates on the right.",
  },
  {
    id: "map",
    title: "See what it would have said",
    says: "Judges the last commits of your repository by that protocol. Mark what is right and wrong; settings are proposed from your marks.",
    button: "Try Protocol on Recent Commits…",
    command: "lockstep.replayHistory",
    media: "map",
    altText: "Four commits, each with the document lines it made false, or with nothing owed.",
  },
  {
    id: "edit",
    title: "Change something",
    says: "Edit a default, a flag or a route: the document line that still says the old thing is named, and goes quiet when it says the new one. A comment or a reformatting owes nothing.",
    button: "Show Gate and Next Step…",
    command: "lockstep.showGate",
    media: "edit",
    altText: "A constant becomes 5 in the code; a line of a document still says 3.",
    seen: "lockstep.surfaces",
  },
  {
    id: "prove",
    title: "Prove it",
    says: "Every item of the self-audit with evidence that was checked: lines that are there, runs that passed on this very tree. “Pass” without evidence is a finding, whoever wrote it.",
    button: "Generate Self-Audit Table",
    command: "lockstep.generateSelfAudit",
    media: "prove",
    altText: "A self-audit table in which one row points at a line that is not there.",
  },
  {
    id: "share",
    title: "Hold everybody to it",
    says: "Git hooks, CI and coding agents ask the same judgement. Agents are told what a gate waits for; none of them can approve it.",
    button: "Connect Git Hooks, CI or Coding Agents…",
    command: "lockstep.connect",
    media: "share",
    altText: "Git hooks, CI, coding agents and MCP around Lockstep.",
  },
];

/** `contributes.walkthroughs`. */
export function walkthroughs(): object[] {
  return [
    {
      id: "lockstep.start",
      title: "Keep code, docs and checks in step",
      description: "Five steps from a change protocol nobody follows to one that is held.",
      featuredFor: [".lockstep/config.jsonc"],
      steps: STEPS.map(({ id, title, says, button, command, media, altText, seen }) => ({
        id,
        title,
        description: `${says}\n[${button}](command:${command})`,
        media: { svg: `media/walkthrough/${media}.svg`, altText },
        completionEvents: [`onCommand:${command}`, ...(seen ? [`onView:${seen}`] : [])],
      })),
    },
  ];
}
