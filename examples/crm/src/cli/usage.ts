import type { Config } from "../config.ts";
import type { Logger } from "../log.ts";
import type { Store } from "../store/types.ts";

/** The command line itself was wrong: exit status 2. */
export class UsageError extends Error {}

export interface Context {
  readonly config: Config;
  readonly log: Logger;
  readonly store: Store;
  readonly now: Date;
}

/** Who the audit trail names for what a command wrote. */
export const CLI_ACTOR = "cli";
