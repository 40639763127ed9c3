import type { ApprovalMode } from "./approvals/policy.ts";
import { RETRY_LIMIT } from "./dialer/retry.ts";
import type { Level } from "./log.ts";

export interface Config {
  readonly port: number;
  readonly databaseUrl: string;
  readonly retryLimit: number;
  readonly approvalMode: ApprovalMode;
  readonly logLevel: Level;
  readonly owners: readonly string[];
  readonly exportDir: string;
}

type Env = Record<string, string | undefined>;

/** Reads the environment once, at start; a value that cannot be used is an error, never a silent default. */
export function loadConfig(env: Env = process.env): Config {
  return {
    port: wholeNumber("CRM_PORT", env.CRM_PORT, 3000, 65_535),
    databaseUrl: env.CRM_DATABASE_URL || "file:./data/crm.json",
    retryLimit: wholeNumber("CRM_RETRY_LIMIT", env.CRM_RETRY_LIMIT, RETRY_LIMIT, 10),
    approvalMode: oneOf("CRM_APPROVAL_MODE", env.CRM_APPROVAL_MODE, "required", ["required", "sms-only"]),
    logLevel: oneOf("CRM_LOG_LEVEL", env.CRM_LOG_LEVEL, "info", ["debug", "info", "warn", "error"]),
    owners: list(env.CRM_OWNERS || "ana,ben,chloe"),
    exportDir: env.CRM_EXPORT_DIR || "./exports",
  };
}

function wholeNumber(name: string, value: string | undefined, fallback: number, max: number): number {
  if (!value) return fallback;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0 || number > max) {
    throw new Error(`${name} must be a whole number between 0 and ${max}, not "${value}"`);
  }
  return number;
}

function oneOf<T extends string>(
  name: string,
  value: string | undefined,
  fallback: NoInfer<T>,
  choices: readonly T[],
): T {
  if (!value) return fallback;
  const choice = choices.find((each) => each === value);
  if (!choice) throw new Error(`${name} must be one of ${choices.join(", ")}, not "${value}"`);
  return choice;
}

function list(value: string): string[] {
  return value
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean);
}
