import type { Records } from "#core";

/** Nothing was written down. */
export const NO_RECORDS: Records = {
  notNeeded: [],
  runs: [],
  evidence: [],
  gaps: [],
  changes: [],
  problems: [],
  signatures: new Map(),
  enforced: new Set(),
  authors: [],
  now: "2026-11-20T12:00:00.000Z",
};
