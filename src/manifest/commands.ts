/** When a command shows in the palette. `always`: whenever Lockstep is enabled; `never`: only from a row, a fix or a menu. */
type Palette = "always" | "never";

interface CommandFacts {
  readonly title: string;
  readonly palette: Palette;
  readonly icon?: string;
  /** What it does, for the documentation. */
  readonly does: string;
}

/** Every command, once: ids, titles, palette, documentation and the handlers' type come from here. */
export const COMMANDS = {
  "lockstep.initialize": {
    title: "Set Up Lockstep in This Repository…",
    palette: "always",
    does: "Proposes a configuration from what the repository holds, shows it, and writes it when you agree.",
  },
  "lockstep.showGate": {
    title: "Show Gate and Next Step…",
    palette: "always",
    icon: "$(list-ordered)",
    does: "Lists what is owed; the first row is the next step. The status bar opens it.",
  },
  "lockstep.nextStep": {
    title: "Go to Next Required Step",
    palette: "always",
    icon: "$(arrow-right)",
    does: "Opens the exact line that has to change next.",
  },
  "lockstep.check": {
    title: "Check Changes Against Protocol",
    palette: "always",
    icon: "$(refresh)",
    does: "Reads the repository anew and judges the change.",
  },
  "lockstep.markNotNeeded": {
    title: "Mark Surface Not Needed…",
    palette: "always",
    icon: "$(circle-slash)",
    does: "Records, with your reason, that a surface is not owed for the content as it is now.",
  },
  "lockstep.stillTrue": {
    title: "Still True…",
    palette: "always",
    icon: "$(pass)",
    does: "Records, with your reason, that a document line stays true although a fact it states changed.",
  },
  "lockstep.runVerification": {
    title: "Run Verification…",
    palette: "always",
    icon: "$(play)",
    does: "Runs the configured verification commands, after you agreed to them, and records how they ended.",
  },
  "lockstep.validateProtocol": {
    title: "Validate Protocol",
    palette: "always",
    icon: "$(checklist)",
    does: "Checks the protocol documents and shows what is wrong with them in the Problems panel.",
  },
  "lockstep.showProtocols": {
    title: "Show Protocols",
    palette: "always",
    does: "Shows what the protocols demand: enforced, advisory, in error.",
  },
  "lockstep.compareBase": {
    title: "Change Comparison Base…",
    palette: "always",
    does: "Chooses the branch or commit that the change is compared with.",
  },
  "lockstep.connect": {
    title: "Connect Git Hooks, CI or Coding Agents…",
    palette: "always",
    does: "Shows what would connect the repository's agents, git hooks and pull requests, and writes it when you agree.",
  },
  "lockstep.doctor": {
    title: "Diagnose Setup",
    palette: "always",
    does: "Checks git, the configuration, the protocols and the bindings, and says what is wrong.",
  },
  "lockstep.showLog": {
    title: "Show Log",
    palette: "always",
    does: "Opens the Lockstep log.",
  },
  "lockstep.openSettings": {
    title: "Open Settings",
    palette: "always",
    does: "Opens Lockstep's settings.",
  },
  "lockstep.openPlace": {
    title: "Open Line",
    palette: "never",
    icon: "$(go-to-file)",
    does: "Opens the line a row stands for.",
  },
  "lockstep.showConfigProblem": {
    title: "Show the Configuration's Problem",
    palette: "never",
    does: "Opens the configuration at its first problem.",
  },
  "lockstep.explainRule": {
    title: "Explain This Rule",
    palette: "never",
    does: "Shows what a rule finds and what clears it.",
  },
} as const satisfies Record<`lockstep.${string}`, CommandFacts>;

export type CommandId = keyof typeof COMMANDS;
