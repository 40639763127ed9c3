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
  "lockstep.startChange": {
    title: "Start Change…",
    palette: "always",
    icon: "$(add)",
    does: "Asks for a title and a track, and begins a change's record with one document a phase.",
  },
  "lockstep.closeChange": {
    title: "Close Change…",
    palette: "always",
    does: "Closes the change at hand: done, once every gate is open; or given up, with a reason.",
  },
  "lockstep.reviewPhase": {
    title: "Review Changes in This Phase",
    palette: "always",
    icon: "$(diff-multiple)",
    does: "Shows the phase's document and every changed file beside what it was, with approve and send back in the title.",
  },
  "lockstep.approveGate": {
    title: "Approve Gate…",
    palette: "always",
    icon: "$(verified)",
    does: "Shows what the approval of the current gate stands on, asks for the phase's number, and signs. Takes no arguments.",
  },
  "lockstep.sendBack": {
    title: "Send Gate Back with Comments…",
    palette: "always",
    icon: "$(discard)",
    does: "Sends a phase back to whoever wrote it; what approved it does not count any more.",
  },
  "lockstep.commentGate": {
    title: "Comment on Gate…",
    palette: "always",
    icon: "$(comment)",
    does: "Says something about a phase, in the record.",
  },
  "lockstep.compareApproved": {
    title: "Show What Changed Since Approval",
    palette: "never",
    icon: "$(diff)",
    does: "Compares the phase's document with the text that was approved on this machine.",
  },
  "lockstep.restoreRecord": {
    title: "Restore What Is Missing from the Record",
    palette: "never",
    icon: "$(history)",
    does: "Puts back the events this clone wrote and that are gone.",
  },
  "lockstep.addAssumption": {
    title: "Add Assumption…",
    palette: "always",
    icon: "$(lightbulb)",
    does: "Lists something that is taken for granted, with rationale, risk and a proposed test.",
  },
  "lockstep.confirmAssumption": {
    title: "Confirm Assumption…",
    palette: "always",
    icon: "$(check)",
    does: "Confirms an assumption as a person.",
  },
  "lockstep.rejectAssumption": {
    title: "Reject Assumption…",
    palette: "always",
    icon: "$(close)",
    does: "Rejects an assumption, with a reason.",
  },
  "lockstep.insertTrailers": {
    title: "Insert Commit Trailers",
    palette: "always",
    icon: "$(tag)",
    does: "Appends the change and its decisions to the commit message being written.",
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
    does: "Runs what you pick of the configured commands and the ones that are proposed for the change, after you agreed to them, as a task; records how they ended, or that they could not be run.",
  },
  "lockstep.withdrawConsent": {
    title: "Withdraw Consent to Commands…",
    palette: "always",
    does: "Lists the commands of the repository that you agreed to run; what you pick is asked about again before it runs.",
  },
  "lockstep.generateSelfAudit": {
    title: "Generate Self-Audit Table",
    palette: "always",
    icon: "$(checklist)",
    does: "Answers the protocol's self-audit with evidence that was checked, asks who closes what fails, and writes it into the change's document; without a change, into a draft.",
  },
  "lockstep.generateRubric": {
    title: "Generate Final Verification Rubric",
    palette: "always",
    does: "Answers the protocol's final rubric the same way.",
  },
  "lockstep.verifyEvidence": {
    title: "Verify Evidence",
    palette: "always",
    icon: "$(verified)",
    does: "Checks every claim of the change's documents, or of the Markdown document at hand, and says what does not hold.",
  },
  "lockstep.addEvidence": {
    title: "Add Selection as Evidence…",
    palette: "always",
    does: "Records the selected lines, with what they stand on, as evidence for an item of the self-audit.",
  },
  "lockstep.copyEvidence": {
    title: "Copy as Evidence Link",
    palette: "always",
    does: "Copies the selected lines as `path:line`.",
  },
  "lockstep.reanchorEvidence": {
    title: "Move Evidence to Current Line…",
    palette: "always",
    does: "Says that a piece of evidence stands on the selected lines now, in the record and in the document that names it.",
  },
  "lockstep.confirmItem": {
    title: "Confirm Item…",
    palette: "never",
    icon: "$(pass)",
    does: "Answers an item for which a probe could only suggest a result; the evidence you confirm is recorded under your name.",
  },
  "lockstep.phaseSelfAudit": {
    title: "PHASE SELF-AUDIT",
    palette: "always",
    does: "The self-audit and the rubric on the code as it is now, and nothing else.",
  },
  "lockstep.finalReview": {
    title: "FINAL REVIEW REQUIRED",
    palette: "always",
    does: "The self-audit, the rubric and the remaining TODOs, and nothing else.",
  },
  "lockstep.finalDelivery": {
    title: "Final Delivery Package",
    palette: "always",
    does: "Decisions, confirmed assumptions, risks, TODOs, and how to run, migrate and verify the change again.",
  },
  "lockstep.openReport": {
    title: "Open Change Report",
    palette: "always",
    icon: "$(open-preview)",
    does: "Shows the report of the change, rendered; it follows what you edit.",
  },
  "lockstep.openReportSource": {
    title: "Open Change Report as Text",
    palette: "always",
    does: "Opens the report of the change as a read-only Markdown document.",
  },
  "lockstep.exportReport": {
    title: "Export Report…",
    palette: "always",
    does: "Saves the report as Markdown, JSON, SARIF, JUnit or pull-request text.",
  },
  "lockstep.copyPrDescription": {
    title: "Copy Pull Request Text",
    palette: "always",
    does: "Copies the report as pull-request text.",
  },
  "lockstep.newProtocol": {
    title: "New Protocol from Template…",
    palette: "always",
    icon: "$(new-file)",
    does: "Creates a protocol document of your own from one of the built-in ones, opens it, and offers to hold changes to it. Nothing is overwritten.",
  },
  "lockstep.mapPath": {
    title: "Map Path to Surface…",
    palette: "always",
    icon: "$(type-hierarchy)",
    does: "Says which surface a file, or a folder with all in it, belongs to: shows the configuration with it, and writes it when you agree.",
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
  "lockstep.replayHistory": {
    title: "Try Protocol on Recent Commits…",
    palette: "always",
    icon: "$(history)",
    does: "Shows what Lockstep would have said of the latest commits, held to the configuration as it is now.",
  },
  "lockstep.markRight": {
    title: "Mark as Right",
    palette: "never",
    icon: "$(thumbsup)",
    does: "Says that Lockstep would have been right about this; once more takes it back.",
  },
  "lockstep.markWrong": {
    title: "Mark as Wrong",
    palette: "never",
    icon: "$(thumbsdown)",
    does: "Says that Lockstep would have been wrong about this; once more takes it back.",
  },
  "lockstep.showCause": {
    title: "Show What the Commit Changed",
    palette: "never",
    icon: "$(diff)",
    does: "Shows the edit because of which something was said, as the commit made it.",
  },
  "lockstep.proposeTuning": {
    title: "Propose Settings from Marks…",
    palette: "always",
    icon: "$(wand)",
    does: "Proposes files to leave out and a budget of false alarms from what was marked right and wrong, tries them on the same commits, and writes them when you agree.",
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
  "lockstep.snooze": {
    title: "Snooze Reminders…",
    palette: "always",
    does: "Keeps notifications away for 15 minutes, until the next commit or for today; run again, it wakes them. Findings and gates stay as they are.",
  },
  "lockstep.showLog": {
    title: "Show Log",
    palette: "always",
    does: "Opens the Lockstep log.",
  },
  "lockstep.copyDiagnostics": {
    title: "Copy Diagnostic Information",
    palette: "always",
    does: "Copies what a bug report needs: versions, settings, states in numbers and the end of the log; no text of files, no home folder.",
  },
  "lockstep.openWalkthrough": {
    title: "Open Walkthrough",
    palette: "always",
    does: "Shows the first steps: choose a protocol, try it on the last commits, change something, prove it, hold everybody to it.",
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
  "lockstep.beginFile": {
    title: "Begin a Document from a Template",
    palette: "never",
    does: "Shows a file that is not there yet with what it begins with; nothing is saved.",
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
