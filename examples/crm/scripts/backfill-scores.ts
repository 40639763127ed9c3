// Recomputes every lead's score after the weights in src/leads/scoring.ts changed.
//   npx tsx scripts/backfill-scores.ts            says what would change
//   npx tsx scripts/backfill-scores.ts --apply    writes it
import { parseArgs } from "node:util";
import { loadConfig } from "../src/config.ts";
import { scoreLead } from "../src/leads/scoring.ts";
import { openStore } from "../src/store/index.ts";

const { values } = parseArgs({ options: { apply: { type: "boolean", default: false } } });
const store = await openStore(loadConfig().databaseUrl);
let changed = 0;
for (const lead of await store.leads.list()) {
  const contact = await store.contacts.get(lead.contactId);
  if (!contact) continue;
  const activities = await store.activities.list({ leadId: lead.id });
  const deals = await store.deals.list({ leadId: lead.id });
  const score = scoreLead(lead, contact, activities, deals);
  if (score === lead.score) continue;
  changed++;
  if (values.apply) await store.leads.change(lead.id, { score });
}
console.log(`${values.apply ? "Changed" : "Would change"} ${changed} scores.`);
await store.close();
