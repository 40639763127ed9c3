import { parseArgs } from "node:util";
import { assignLead, isStale } from "../leads/assignment.ts";
import { CLI_ACTOR, type Context, UsageError } from "./usage.ts";

export async function assignLeads(context: Context, args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      owner: { type: "string" },
      limit: { type: "string", default: "20" },
      stale: { type: "boolean", default: false },
    },
  });
  const limit = Number(values.limit);
  if (!Number.isInteger(limit) || limit < 1) throw new UsageError("--limit must be a positive whole number");

  const { store, config, now } = context;
  const waiting = (await store.leads.list())
    .filter((lead) => lead.status !== "LOST")
    .filter((lead) => lead.ownerId === null || (values.stale && isStale(lead, now)))
    .sort((a, b) => b.score - a.score)
    .slice(0, limit);
  for (const lead of waiting) {
    await assignLead(store, CLI_ACTOR, lead, { owners: config.owners, ownerId: values.owner, now });
  }
  process.stdout.write(`Assigned ${waiting.length} leads.\n`);
  return 0;
}
