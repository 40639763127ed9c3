import * as z from "zod";

/** What a tool does to the world. `reads`: nothing. `records`: writes into the change's record or its documents. `runs`: starts programs. */
type ToolDoes = "reads" | "records" | "runs";

export interface ToolFacts {
  readonly title: string;
  /** For a model: what it gives, and when to use it. */
  readonly description: string;
  /** What a chat shows while it is under way. */
  readonly progress: string;
  readonly does: ToolDoes;
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
}

/** Names the MCP servers that the extension offers. */
export const MCP_PROVIDER = "lockstep.mcp";

/** Lists in answers end here; `more` says how many are left out. */
export const LISTED = 100;

const path = z.string().min(1).max(4096);
const line = z.int().min(1).max(10_000_000);
const place = z.object({ path: z.string(), line, endLine: line.optional() });
const text = (max: number) => z.string().min(1).max(max);
const NOTE = z.string().describe("How to read the texts of this answer.");
const phase = z.int().min(1).max(99);
const NOTHING = z.strictObject({});

const gate = z.object({
  phase,
  title: z.string(),
  state: z.enum(["ahead", "waiting", "open", "broken"]),
  asks: z.array(z.string()).describe("What has to happen before it opens."),
});

const surface = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(["met", "owed", "not-needed", "untouched"]),
});

const summary = z.object({
  errors: z.int(),
  warnings: z.int(),
  infos: z.int(),
  inStep: z.boolean(),
});

const impact = z.object({
  place: place.describe("The document line."),
  says: z.string().describe("What the line says."),
  fact: z.object({ kind: z.string(), before: z.string().optional(), after: z.string().optional() }),
  cause: place.describe("The changed line that makes it false."),
  confidence: z.number(),
});

const claim = z.object({ text: z.string(), state: z.string(), place: place.optional() });

const edit = z.union([
  z.strictObject({ path, content: z.string().max(1_000_000).describe("The whole text of the file.") }),
  z.strictObject({
    path,
    find: text(1_000_000).describe("Text that stands in the file."),
    replace: z.string().max(1_000_000),
    all: z.boolean().optional().describe("Every place instead of the first."),
  }),
  z.strictObject({ path, delete: z.literal(true) }),
]);

/** Every tool an agent may use, once: the MCP server and the editor's language-model tools come from here. None of them approves. */
export const TOOLS = {
  lockstep_status: {
    title: "Where the change stands",
    description:
      "Shows where the current change stands under the team's change protocol: every surface (met, owed, not needed, untouched), every gate and what it waits for, and how many findings there are. Use it when you begin and before you say that you are done.",
    progress: "Judging the change",
    does: "reads",
    input: NOTHING,
    output: z.object({
      note: NOTE,
      protocol: z.string(),
      change: z.object({ base: z.string(), head: z.string() }),
      phase: z
        .object({ number: phase, title: z.string(), planOnly: z.boolean(), marker: z.string().optional() })
        .optional()
        .describe(
          "The phase the work stands in, where the protocol has phases. In one that is planOnly no code is written.",
        ),
      surfaces: z.array(surface),
      gates: z.array(gate),
      summary,
    }),
  },
  lockstep_next_step: {
    title: "Next required step",
    description:
      "Names the one thing the protocol requires next, with the exact file and line to act at. Use it whenever you do not know what to do next.",
    progress: "Looking for the next step",
    does: "reads",
    input: NOTHING,
    output: z.object({
      note: NOTE,
      next: z
        .object({ title: z.string(), says: z.string(), place, surface: z.string().optional() })
        .optional()
        .describe("Absent when nothing is owed."),
    }),
  },
  lockstep_owed: {
    title: "Surfaces owed",
    description:
      "Lists everything the change still owes, surface by surface, with the line to act at and the edits because of which it is owed. Use it to bring documentation, README, specs and checks along with an edit.",
    progress: "Listing what is owed",
    does: "reads",
    input: z.strictObject({ surface: text(200).optional().describe("Only this surface, by its id.") }),
    output: z.object({
      note: NOTE,
      surfaces: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          requirement: z.string(),
          owes: z.array(z.object({ place, says: z.string(), because: z.array(place) })),
          more: z.int().describe("How many are left out of the list."),
        }),
      ),
    }),
  },
  lockstep_impact: {
    title: "Impact of a proposed edit",
    description:
      "Judges edits before they are made: which document lines they would make false, and which surfaces they would owe. Nothing is written. Without edits, judges the change as it is. Use it before you change a default, a flag, a route, a name or a message.",
    progress: "Judging the edit before it is made",
    does: "reads",
    input: z.strictObject({
      edits: z
        .array(edit)
        .max(100)
        .optional()
        .describe("The edits, in order. Paths from the repository's root."),
    }),
    output: z.object({
      note: NOTE,
      impacts: z.array(impact).describe("Best first."),
      more: z.int(),
      owed: z.array(surface).describe("The surfaces that would be owed."),
      findings: z.array(z.object({ rule: z.string(), severity: z.string(), message: z.string(), place })),
    }),
  },
  lockstep_assume: {
    title: "Record an assumption",
    description:
      "Writes an assumption down as pending, with its rationale, the risk if it is wrong and a proposed test. A person confirms or rejects it. Use it for everything you take for granted and nobody has said.",
    progress: "Recording an assumption",
    does: "records",
    input: z.strictObject({
      text: text(2000).describe("What is taken for granted."),
      rationale: text(2000),
      risk: text(2000).describe("What happens if it is wrong."),
      proposedTest: text(2000).describe("How it could be checked."),
      place: z.strictObject({ path, line }).optional().describe("The line it is about."),
    }),
    output: z.object({ note: NOTE, change: z.string(), id: z.string(), state: z.literal("pending") }),
  },
  lockstep_ask: {
    title: "Ask clarifying questions",
    description:
      "Puts questions for people into the questions table of the current phase's document. A gate stays closed until each has its answer. Use it in a phase that asks for clarifying questions, instead of guessing.",
    progress: "Writing questions down",
    does: "records",
    input: z.strictObject({
      questions: z
        .array(
          z.strictObject({
            question: text(1000),
            topic: text(200).exactOptional(),
            why: text(1000).exactOptional().describe("Why it matters."),
            assumption: text(1000).exactOptional().describe("What you would assume without an answer."),
            risk: text(1000).exactOptional().describe("What happens if that is wrong."),
          }),
        )
        .min(1)
        .max(30),
    }),
    output: z.object({ note: NOTE, path: z.string(), lines: z.array(line), open: z.int() }),
  },
  lockstep_request_approval: {
    title: "Request approval",
    description:
      "Says that a phase is ready for a person to approve, and what its gate still asks. It never grants anything: only a person opens a gate. Use it when the phase's document is complete, then end your message with the gate's marker and wait.",
    progress: "Requesting approval",
    does: "records",
    input: z.strictObject({
      phase: phase.optional().describe("The current phase where it is left out."),
      note: text(2000).optional().describe("What the person should look at first."),
    }),
    output: z.object({
      note: NOTE,
      phase,
      title: z.string(),
      state: z.enum(["ahead", "waiting", "open", "broken"]),
      requested: z
        .boolean()
        .describe("False where the gate still asks for something you can do: do that first."),
      asks: z.array(z.string()),
      marker: z.string().optional().describe("End your message with this line and nothing after it."),
    }),
  },
  lockstep_verify: {
    title: "Run verification",
    description:
      "Runs the configured verification commands (tests, checks), or where none is configured the proposed ones a person agreed to, and records how they ended on this very tree. Only commands that a person has agreed to on this machine run. Use it before you claim that anything passes.",
    progress: "Running the verification",
    does: "runs",
    input: NOTHING,
    output: z.object({
      note: NOTE,
      passed: z.boolean(),
      runs: z.array(
        z.object({
          id: z.string(),
          command: z.string(),
          ended: z.string(),
          exit: z.int().optional(),
          durationMs: z.int(),
          outputDigest: z.string(),
          tail: z.string().describe("The last lines it printed."),
        }),
      ),
    }),
  },
  lockstep_draft_audit: {
    title: "Draft the self-audit",
    description:
      "Drafts the protocol's self-audit table, or its final verification rubric, from the change: a Pass only where evidence was found that holds. Use it instead of writing the table by hand; then complete what it left open.",
    progress: "Looking for evidence",
    does: "reads",
    input: z.strictObject({
      table: z.enum(["audit", "rubric"]).optional().describe("The self-audit where it is left out."),
    }),
    output: z.object({
      note: NOTE,
      markdown: z.string(),
      rows: z.array(z.object({ item: z.string(), result: z.string(), evidence: z.array(z.string()) })),
    }),
  },
  lockstep_verify_audit: {
    title: "Verify a self-audit",
    description:
      "Checks every claim of a self-audit, rubric or trace: does each path:line exist and say what is claimed, did each run happen on this tree? Give the Markdown itself, or the path of a file that holds it. Use it before you hand a self-audit in.",
    progress: "Checking every claim",
    does: "reads",
    input: z.strictObject({
      markdown: text(500_000).optional(),
      path: path.optional().describe("From the repository's root."),
    }),
    output: z.object({
      note: NOTE,
      rows: z.array(z.object({ item: z.string(), result: z.string(), claims: z.array(claim), place })),
      findings: z.array(z.object({ rule: z.string(), severity: z.string(), message: z.string(), place })),
      summary: z.record(z.string(), z.int()),
    }),
  },
  lockstep_report: {
    title: "Report",
    description: "The whole report of the change as Markdown, for a pull request or a final delivery.",
    progress: "Writing the report",
    does: "reads",
    input: NOTHING,
    output: z.object({ note: NOTE, markdown: z.string() }),
  },
} as const satisfies Record<`lockstep_${string}`, ToolFacts>;

export type ToolName = keyof typeof TOOLS;
export type ToolInput<Name extends ToolName> = z.output<(typeof TOOLS)[Name]["input"]>;
export type ToolOutput<Name extends ToolName> = z.output<(typeof TOOLS)[Name]["output"]>;
