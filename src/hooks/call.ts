import type { Edit } from "./edit.ts";

export type HookEvent =
  | "before-edit"
  | "before-command"
  | "stop"
  | "session-start"
  | "prompt"
  | "config-change"
  | "other";

/** What an agent asks before, or tells after, it does something; the same whatever agent it is. */
export interface HookCall {
  readonly event: HookEvent;
  /** The agent's own name of the event: some answers repeat it. */
  readonly named: string;
  /** The folder the agent works in; absent where it does not say. */
  readonly cwd?: string;
  /** Names the conversation; empty where the agent does not say. */
  readonly session: string;
  /** What would be written. Paths as the agent gives them: absolute, or relative to `cwd`. */
  readonly edits: readonly Edit[];
  /** The shell command that would run; empty where its text cannot be known. */
  readonly command?: string;
  /** What the agent said last, at the end of a turn. */
  readonly lastMessage?: string;
  /** The file the agent keeps the conversation in. */
  readonly transcript?: string;
  /** A hook has sent this turn back already. */
  readonly stopHookActive: boolean;
  /** The settings file that changed. */
  readonly settings?: string;
}

/** What Lockstep says to a call. There is no “allow”: that would skip the questions others still have. */
export type HookAnswer =
  | { readonly is: "nothing" }
  /** What was asked does not happen; the reason is for the model. */
  | { readonly is: "deny"; readonly reason: string }
  /** The turn is not over; the reason says what is left. */
  | { readonly is: "send-back"; readonly reason: string }
  /** Something the model should know. */
  | { readonly is: "context"; readonly text: string };

export const NOTHING: HookAnswer = { is: "nothing" };
