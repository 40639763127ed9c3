import type { Call } from "../arguments.ts";
import type { Terminal } from "../terminal.ts";

/** Carries out one command and answers its exit code. Throws Trouble when the world refuses. */
export type Handler = (call: Call, terminal: Terminal) => Promise<number>;

/** Bad arguments, found by a command itself; shown on stderr with exit code 2. */
export class UsageError extends Error {}
