/** What coding agents leave in the environment of what they start. */
const MARKS = [
  "CLAUDECODE",
  "CLAUDE_CODE_ENTRYPOINT",
  "CURSOR_AGENT",
  "CURSOR_TRACE_ID",
  "CODEX_SANDBOX",
  "CODEX_THREAD_ID",
  "CODEX_MANAGED_BY_NPM",
  "COPILOT_CLI",
  "COPILOT_AGENT_SESSION_ID",
  "GEMINI_CLI",
  "OPENCODE",
  "AIDER_MODEL",
  "AGENT_ID",
] as const;

/**
 * The names of the marks a coding agent left in an environment; none where there is no sign of one. A mark only
 * ever lowers what an act is worth: leaving it out proves nothing.
 */
export function agentMarks(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  return MARKS.filter((name) => (env[name] ?? "") !== "");
}
