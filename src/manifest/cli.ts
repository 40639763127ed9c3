/** An option of the command line. */
interface OptionFacts {
  readonly type: "string" | "boolean";
  /** What stands for its value in help texts. */
  readonly value?: string;
  readonly does: string;
}

/** Every option, once; commands name the ones they take. */
export const OPTIONS = {
  cwd: { type: "string", value: "folder", does: "Run as if started in this folder." },
  base: { type: "string", value: "ref", does: "Compare HEAD with where it left this branch or commit." },
  staged: { type: "boolean", does: "Compare what is staged with HEAD." },
  commit: { type: "string", value: "sha", does: "Compare a commit with its first parent." },
  format: {
    type: "string",
    value: "text|json|…",
    does: "How to print the result; text by default. check also knows sarif, junit, github, gitlab, rdjson, markdown.",
  },
  json: { type: "boolean", does: "The same as --format json." },
  "fail-on": {
    type: "string",
    value: "error|warning|never",
    does: "The least severity that makes the exit code 1; warning by default.",
  },
  color: { type: "boolean", does: "Colour the text even when it does not go to a terminal." },
  "no-color": { type: "boolean", does: "Print plain text." },
  "code-only": {
    type: "boolean",
    does: "Leave the change's documents as they were: what did the code alone make false?",
  },
  commits: {
    type: "string",
    value: "n|file",
    does: "The latest n commits of the main line, or a file with one commit a line.",
  },
  consent: {
    type: "boolean",
    does: "Agree that the commands shown may run here; remembered until they change.",
  },
  list: { type: "boolean", does: "Only say what could run: what is configured, and what is proposed." },
  proposed: {
    type: "boolean",
    does: "Also run the smallest commands that verify what changed: syntax, the tests that touch it, the package's scripts.",
  },
  junit: {
    type: "string",
    value: "path",
    does: "A JUnit XML report the commands write, from the repository's root; * in the file's name.",
  },
  "time-limit": { type: "string", value: "minutes", does: "End a command after so long; 30 when left out." },
  reason: { type: "string", value: "text", does: "Why; at least 10 characters where it is asked for." },
  item: {
    type: "string",
    value: "text",
    does: "The item of the self-audit or the rubric that it is evidence for.",
  },
  lite: { type: "boolean", does: "Walk only through the phases in which something is done." },
  abandon: { type: "string", value: "reason", does: "Give the change up instead of closing it as done." },
  comment: { type: "string", value: "text", does: "What is said to whoever wrote the phase." },
  attested: {
    type: "string",
    value: "names",
    does: "In CI: who reviewed this commit on the forge, comma-separated; an approval of theirs is then enforced by CI.",
  },
  key: {
    type: "string",
    value: "file",
    does: "The SSH key to sign with: one of a hardware key, or one that asks for a passphrase.",
  },
  rationale: { type: "string", value: "text", does: "Why it is taken for granted." },
  risk: { type: "string", value: "text", does: "What happens if it is wrong." },
  test: { type: "string", value: "text", does: "How it could be tested." },
  at: { type: "string", value: "path:line", does: "Where it is taken for granted." },
  hidden: { type: "boolean", does: "It was found in what was done already, and nobody had listed it." },
  owner: { type: "string", value: "name", does: "Who closes what fails and nobody owns yet." },
  eta: { type: "string", value: "date", does: "By when it is closed." },
  agent: {
    type: "string",
    value: "name",
    does: "The coding agent: claude, codex, vscode, copilot, gemini, opencode, cursor.",
  },
  "git-hooks": { type: "boolean", does: "Connect git's own hooks: the same as hooks install." },
  ci: { type: "boolean", does: "Connect pull requests: a GitHub workflow." },
  remove: { type: "boolean", does: "Take what connect wrote away again." },
  check: {
    type: "boolean",
    does: "Name the files of connect that are not what it would write now; exits with 1 where there are some.",
  },
  write: { type: "boolean", does: "Write the files instead of only showing them." },
  help: { type: "boolean", does: "Show help." },
  version: { type: "boolean", does: "Show the version." },
} as const satisfies Record<string, OptionFacts>;

export type OptionName = keyof typeof OPTIONS;

interface CliFacts {
  readonly usage: string;
  readonly does: string;
  readonly options: readonly OptionName[];
}

const OUTPUT = ["cwd", "format", "json", "color", "no-color"] as const;
const CHANGE = ["base", "staged", "commit"] as const;

/** Every command of the command line, once: help, docs/cli.md and the handlers' type come from here. */
export const CLI_COMMANDS = {
  check: {
    usage: "check",
    does: "Judge the change and report surfaces, findings and impacts. The default command.",
    options: [...OUTPUT, ...CHANGE, "fail-on", "attested"],
  },
  status: { usage: "status", does: "One line for each surface.", options: [...OUTPUT, ...CHANGE] },
  next: { usage: "next", does: "The next required step, and where.", options: [...OUTPUT, ...CHANGE] },
  start: {
    usage: "start <title> [--lite]",
    does: "Start a change: its record, and one document a phase with what the protocol demands of it.",
    options: [...OUTPUT, "lite", "reason"],
  },
  track: {
    usage: "track full|lite [--reason <text>]",
    does: "How much of the protocol the change at hand walks through; the lite track is a person's to choose.",
    options: [...OUTPUT, "reason"],
  },
  close: {
    usage: "close [--abandon <reason>]",
    does: "Close the change at hand: done, once every gate is open; or given up, with a reason.",
    options: [...OUTPUT, "abandon"],
  },
  gate: {
    usage: "gate status|request|approve|send-back|comment|restore [<phase>]",
    does: "The gates of the change and what each waits for; ask for an approval, send a phase back, approve at a terminal with a key of your own.",
    options: [...OUTPUT, ...CHANGE, "comment", "key"],
  },
  assume: {
    usage: "assume add|confirm|reject|list",
    does: "The register of assumptions: list one, confirm or reject it as a person.",
    options: [...OUTPUT, "rationale", "risk", "test", "at", "hidden", "reason"],
  },
  "not-needed": {
    usage: "not-needed <surface> --reason <text>",
    does: "Record, with a reason, that a surface is not owed for the content as it is now.",
    options: [...OUTPUT, "base", "reason"],
  },
  "still-true": {
    usage: "still-true <path:line> --reason <text>",
    does: "Record, with a reason, that a document line stays true although a fact it states changed.",
    options: [...OUTPUT, "base", "reason"],
  },
  verify: {
    usage: "verify [<name or command>…] [--list] [--proposed] [--consent]",
    does: "Run what verifies the change, configured or proposed, and record how it ended on this very tree, or that it could not be run.",
    options: [...OUTPUT, "base", "consent", "list", "proposed", "junit", "time-limit"],
  },
  audit: {
    usage: "audit [--write]",
    does: "Draft the protocol's self-audit: a Pass only where evidence was found that holds; with --write, into the change's document. Asks who closes what fails. Exits with 1 when an item fails.",
    options: [...OUTPUT, ...CHANGE, "owner", "eta", "write"],
  },
  rubric: {
    usage: "rubric [--write]",
    does: "Draft the protocol's final verification rubric the same way.",
    options: [...OUTPUT, ...CHANGE, "owner", "eta", "write"],
  },
  report: {
    usage: "report [self-audit|final-review|delivery]",
    does: "The change as a Markdown document, or in another format; or what PHASE SELF-AUDIT, FINAL REVIEW REQUIRED and the final delivery ask for, and only that.",
    options: [...OUTPUT, ...CHANGE],
  },
  evidence: {
    usage: 'evidence verify <file|-> | add <path:line> --item "<item>" | move [<from> <to>]',
    does: "Check every claim of a self-audit, rubric or trace in any Markdown; record lines as evidence for an item; write new places where evidence moved.",
    options: [...OUTPUT, ...CHANGE, "fail-on", "item", "reason", "write"],
  },
  impact: {
    usage: "impact",
    does: "The document lines a change made false or doubtful, best first.",
    options: [...OUTPUT, ...CHANGE, "code-only"],
  },
  replay: {
    usage: "replay --commits <n|file>",
    does: "What would have been said of commits of history: one JSON line each.",
    options: ["cwd", "commits", "code-only"],
  },
  init: {
    usage: "init [--write]",
    does: "Propose .lockstep/config.jsonc from what the repository holds; with --write, create it.",
    options: [...OUTPUT, "write"],
  },
  protocol: {
    usage: "protocol show|lint <file>",
    does: "Compile a protocol document: show what it demands, or what is wrong with it and bound to nothing.",
    options: [...OUTPUT, "fail-on"],
  },
  connect: {
    usage: "connect [--agent <name>] [--git-hooks] [--ci] [--remove] [--write] | --check",
    does: "Show what would connect this repository's coding agents, git hooks and CI; with --write, write it.",
    options: [...OUTPUT, "agent", "git-hooks", "ci", "remove", "write", "check"],
  },
  hooks: {
    usage: "hooks install|status|uninstall",
    does: "Git's own hooks: pre-commit, commit-msg and pre-push; status has git run them to see that they fire.",
    options: OUTPUT,
  },
  "lint-transcript": {
    usage: "lint-transcript <file>",
    does: "Hold an agent's transcript to the protocol: phases, markers, questions before code, traces.",
    options: [...OUTPUT, "fail-on"],
  },
  hook: {
    usage: "hook --agent <name>",
    does: "Answer one call of a coding agent's hook: its JSON on standard input, its own shape on standard output.",
    options: ["agent"],
  },
  mcp: {
    usage: "mcp",
    does: "Serve coding agents over standard input and output: status, next step, impact, assumptions, verification, self-audit.",
    options: ["cwd"],
  },
  explain: { usage: "explain <rule>", does: "What a rule finds and what clears it.", options: OUTPUT },
  schema: {
    usage: "schema [config|check|protocol]",
    does: "Print the JSON schema of the configuration, of the report, or of what protocol show prints.",
    options: ["cwd"],
  },
  doctor: { usage: "doctor", does: "Check git, configuration, protocols and bindings.", options: OUTPUT },
} as const satisfies Record<string, CliFacts>;

export type CliCommand = keyof typeof CLI_COMMANDS;

/** What the exit code says; promised to hooks and CI. */
export const EXIT = {
  inStep: 0,
  findings: 1,
  badInput: 2,
  gateClosed: 3,
  interrupted: 130,
} as const;

export const EXIT_MEANINGS = {
  inStep: "In step.",
  findings: "Findings at or above --fail-on.",
  badInput: "Bad input, configuration or world: what is wrong is on stderr or among the findings.",
  gateClosed: "A human gate is closed.",
  interrupted: "Interrupted.",
} as const satisfies Record<keyof typeof EXIT, string>;
