import { TOOLS, type ToolInput, type ToolName, type ToolOutput } from "#manifest/tools";
import { draft, verifyClaims } from "./audit.ts";
import type { Desk } from "./desk.ts";
import { impact } from "./impact.ts";
import { next, owed, report, status } from "./read.ts";
import { ask, assume, requestApproval } from "./record.ts";
import { verify } from "./verify.ts";

/** What each tool does; one that is missing does not compile. */
const RUNS: {
  readonly [Name in ToolName]: (input: ToolInput<Name>, desk: Desk) => Promise<ToolOutput<Name>>;
} = {
  lockstep_status: status,
  lockstep_next_step: next,
  lockstep_owed: owed,
  lockstep_impact: impact,
  lockstep_assume: assume,
  lockstep_ask: ask,
  lockstep_request_approval: requestApproval,
  lockstep_verify: verify,
  lockstep_draft_audit: draft,
  lockstep_verify_audit: verifyClaims,
  lockstep_report: report,
};

export const TOOL_NAMES = Object.keys(TOOLS) as readonly ToolName[];

/** Uses a tool. @param input read by the tool's own schema. Throws ToolTrouble, Trouble, LedgerTrouble, RunTrouble. */
export function useTool(name: ToolName, input: unknown, desk: Desk): Promise<ToolOutput<ToolName>> {
  const run = RUNS[name] as (input: unknown, desk: Desk) => Promise<ToolOutput<ToolName>>;
  return run(input, desk);
}

/** An answer as a text for a model: the quoted parts are marked as data. */
export function sayOutput({ note, ...answer }: ToolOutput<ToolName>): string {
  return `${note}\n\n<lockstep-data>\n${JSON.stringify(answer, null, 1).replaceAll("</lockstep-data", "<\\/lockstep-data")}\n</lockstep-data>\n`;
}
