import { composeProtocols, type Verdict } from "#core";

/** A verdict with one of everything an export has to show, and names that try to break out of it. */
export const HOSTILE = 'docs/a b|c%<x>"&\u202e.md';

export function sample(more: Partial<Verdict> = {}): Verdict {
  return {
    protocol: composeProtocols([]),
    protocols: [],
    change: { base: "main", head: "working tree" },
    confirmed: [],
    risks: [],
    runs: [],
    surfaces: [
      {
        id: "backend-logic",
        role: "code",
        title: "Backend logic",
        requirement: "Change it.",
        state: "met",
        because: [],
        files: ["src/retry.ts"],
        obligations: [],
        covers: [],
      },
      {
        id: "documentation",
        role: "documents",
        title: "Documentation",
        requirement: "Update it.",
        state: "owed",
        because: [{ path: "src/retry.ts", line: 2 }],
        files: [],
        obligations: [
          {
            place: { path: "docs/dialer.md", line: 3 },
            says: "docs/dialer.md:3 still says 3",
            because: [{ path: "src/retry.ts", line: 2 }],
          },
        ],
        covers: [],
      },
      {
        id: "workflow-references",
        role: "workflow",
        title: "Workflow references",
        requirement: "Update specs.",
        state: "not-needed",
        because: [{ path: "src/retry.ts", line: 2 }],
        files: [],
        obligations: [],
        covers: [],
        notNeeded: { reason: "operators see no difference", who: "Ada", when: "2026-11-21T00:00:00Z" },
      },
      {
        id: "verification",
        role: "verification",
        title: "Verification",
        requirement: "Run it.",
        state: "untouched",
        because: [],
        files: [],
        obligations: [],
        covers: [],
      },
    ],
    gates: [
      { phase: 1, title: "Questions", planOnly: true, state: "open", asks: [] },
      {
        phase: 2,
        title: "Plan",
        planOnly: true,
        state: "waiting",
        asks: [
          { code: "approval-missing", text: "approval by a person", place: { path: "2-plan.md", line: 1 } },
        ],
      },
      { phase: 3, title: "Code", planOnly: false, state: "ahead", asks: [] },
    ],
    track: { track: "full", reasons: ["said"] },
    recordProblems: [],
    findings: [
      {
        rule: "surface/docs-behind-code",
        severity: "error",
        message: "RETRY_LIMIT is now 5 here; docs/dialer.md:3 still says 3.",
        place: { path: "src/retry.ts", line: 2 },
        because: [{ path: "docs/dialer.md", line: 3, says: "The RETRY_LIMIT is 3." }],
        surface: "documentation",
      },
      {
        rule: "evidence/moved",
        severity: "info",
        message: "“src/a.ts:12”: is at src/a.ts:14 now.",
        place: { path: HOSTILE, line: 7, endLine: 9 },
        because: [],
      },
      {
        rule: "evidence/gone",
        severity: "warning",
        message: 'It ends: ]]> & <b> @team #12 100%\n::error::x "q"',
        place: { path: HOSTILE, line: 8 },
        because: [],
      },
    ],
    impacts: [
      {
        place: { path: "docs/dialer.md", line: 3 },
        says: "The RETRY_LIMIT is 3.",
        fact: { kind: "value", name: "RETRY_LIMIT", before: "3", after: "5" },
        cause: { path: "src/retry.ts", line: 2 },
        confidence: 0.9,
      },
    ],
    summary: { errors: 1, warnings: 1, infos: 1, inStep: false },
    ...more,
  };
}

/** A verdict with many findings of one severity. */
export function many(count: number, severity: "error" | "warning" | "info"): Verdict {
  return sample({
    findings: Array.from({ length: count }, (_, at) => ({
      rule: "docs/stale-line",
      severity,
      message: `finding ${at}`,
      place: { path: "docs/x.md", line: at + 1 },
      because: [],
    })),
  });
}
