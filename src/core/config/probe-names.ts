/**
 * What an audit item can be answered by: the ids of the probes in `src/core/audit/probes`. Written out, so
 * that the configuration's schema needs no probe; a test holds the two together.
 */
export const PROBE_NAMES = [
  "secrets",
  "traceability",
  "database-ports",
  "migrations",
  "requirements",
  "workflows",
  "idempotency",
  "tests",
  "deletes",
  "fault-tolerance",
  "logging",
  "compose",
  "documentation",
  "gates",
  "surfaces",
] as const;
