import * as z from "zod";

const Place = z.strictObject({
  path: z.string(),
  line: z.int().min(1).meta({ description: "1-based." }),
  endLine: z.int().min(1).optional(),
});

const Severity = z.enum(["error", "warning", "info", "hint"]);

const Impact = z.strictObject({
  place: Place.meta({ description: "The document line." }),
  fact: z.strictObject({
    kind: z.enum(["token", "flag", "env", "route", "value", "path", "command", "config-key", "model"]),
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
    findings: z.array(
      z.strictObject({
        rule: z.string(),
        severity: Severity,
        message: z.string(),
        place: Place,
        because: z.array(Place),
      }),
    ),
    impacts: z.array(Impact),
    summary: z.strictObject({ errors: z.int(), warnings: z.int(), infos: z.int(), inStep: z.boolean() }),
  })
  .meta({ title: "Lockstep check report" });

/** The JSON schema of the report, draft 2020-12. */
export function reportSchema(): object {
  return z.toJSONSchema(CheckReport);
}
