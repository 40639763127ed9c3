import * as z from "zod";

const Place = z.strictObject({
  path: z.string(),
  line: z.int().min(1).meta({ description: "1-based." }),
  endLine: z.int().min(1).optional(),
});

const Severity = z.enum(["error", "warning", "info", "hint"]);

const Finding = z.strictObject({
  rule: z.string(),
  severity: Severity,
  message: z.string(),
  place: Place,
  because: z.array(Place),
});

const Impact = z.strictObject({
  place: Place.meta({ description: "The document line." }),
  fact: z.strictObject({
    kind: z.enum([
      "token",
      "flag",
      "env",
      "route",
      "value",
      "path",
      "command",
      "config-key",
      "model",
      "text",
    ]),
    before: z.string().optional(),
    after: z.string().optional(),
  }),
  cause: Place.meta({ description: "The changed line." }),
  confidence: z.number().min(0).max(1),
});

/** The promised report of `lockstep check --format json`, version 1. */
export const CheckReport = z
  .strictObject({
    version: z.literal(1),
    change: z.strictObject({ base: z.string(), head: z.string() }),
    surfaces: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        state: z.enum(["met", "owed", "not-needed", "untouched"]),
        because: z.array(Place),
      }),
    ),
    gates: z.array(
      z.strictObject({
        phase: z.int(),
        title: z.string(),
        state: z.enum(["ahead", "waiting", "open", "broken"]),
        asks: z.array(z.string()),
      }),
    ),
    findings: z.array(Finding),
    impacts: z.array(Impact),
    summary: z.strictObject({ errors: z.int(), warnings: z.int(), infos: z.int(), inStep: z.boolean() }),
  })
  .meta({ title: "Lockstep check report" });

/** The JSON schema of the report, draft 2020-12. */
export function reportSchema(): object {
  return z.toJSONSchema(CheckReport);
}

const Text = z.strictObject({ text: z.string(), place: Place });

const Named = z.strictObject({ id: z.string(), title: z.string(), requirement: z.string(), place: Place });

const Table = z.strictObject({ title: z.string(), columns: z.array(z.string()), place: Place });

const Phase = z.strictObject({
  number: z.int(),
  title: z.string(),
  purpose: z.string().optional(),
  marker: z.string().optional().meta({ description: "The gate marker; absent where the phase has no gate." }),
  sections: z.array(z.strictObject({ title: z.string(), text: z.string(), place: Place })),
  tables: z.array(Table),
  bullets: z.array(z.strictObject({ title: z.string(), min: z.int(), max: z.int(), place: Place })),
  planOnly: z.boolean(),
  place: Place,
});

/** The promised report of `lockstep protocol show --format json`, version 1. */
export const protocolReport = z
  .strictObject({
    version: z.literal(1),
    title: z.string(),
    surfaces: z.array(Named),
    risks: z.array(Named),
    phases: z.array(Phase),
    steps: z.array(
      z.strictObject({
        number: z.int(),
        title: z.string(),
        text: z.string(),
        sequence: z.string(),
        place: Place,
      }),
    ),
    checklist: z.array(Text),
    audit: z.array(z.strictObject({ item: z.string(), place: Place })),
    auditTable: Table.optional(),
    rubric: z.array(z.strictObject({ criterion: z.string(), description: z.string(), place: Place })),
    rubricTable: Table.optional(),
    components: z.array(
      z.strictObject({ component: z.string(), role: z.string(), why: z.string(), place: Place }),
    ),
    mandates: z.array(z.strictObject({ area: z.string(), mandate: z.string(), place: Place })),
    commands: z.array(z.strictObject({ name: z.string(), outputs: z.array(z.string()), place: Place })),
    assumptionFields: z.array(z.string()),
    assumptionPolicy: z.array(Text),
    log: z
      .strictObject({
        fields: z.array(z.string()),
        counts: z.array(z.string()),
        countRule: z.string().optional(),
        place: Place,
      })
      .optional(),
    trace: z.strictObject({ fields: z.array(z.string()), place: Place }).optional(),
    gaps: z.strictObject({ title: z.string(), fields: z.array(z.string()), place: Place }).optional(),
    gates: z.array(
      z.strictObject({
        kind: z.enum(["documentation", "approval", "clarification"]),
        text: z.string(),
        phase: z.int().optional(),
        place: Place,
      }),
    ),
    demands: z.array(
      z.strictObject({
        kind: z.enum(["review", "audit-trail", "tests", "rollback", "assumptions", "small-steps"]),
        text: z.string(),
        place: Place,
      }),
    ),
    rules: z.array(Text),
    advisory: z.array(Text).meta({ description: "What Lockstep cannot enforce: shown, never dropped." }),
    findings: z.array(Finding),
  })
  .meta({ title: "Lockstep protocol report" });

/** The JSON schema of the protocol report, draft 2020-12. */
export function protocolReportSchema(): object {
  return z.toJSONSchema(protocolReport);
}
