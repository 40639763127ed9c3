import { callLead } from "../../dialer/dialer.ts";
import { assignLead } from "../../leads/assignment.ts";
import { createLead } from "../../leads/leads.ts";
import { tierOf } from "../../leads/scoring.ts";
import type { App } from "../../server.ts";
import type { Lead } from "../../store/types.ts";
import { choice, found, optionalText, pageSize, text } from "../input.ts";
import type { Router } from "../router.ts";

const shown = (lead: Lead) => ({ ...lead, tier: tierOf(lead.score) });

export function leadRoutes(router: Router, app: App): void {
  const { store, config } = app;

  router.get("/api/leads", async ({ query }) => {
    const status = query.get("status");
    const where =
      status === null
        ? {}
        : { status: choice(status, "status", ["NEW", "CONTACTED", "QUALIFIED", "LOST"] as const) };
    const leads = (await store.leads.list(where)).sort((a, b) => b.score - a.score);
    return { body: { leads: leads.slice(0, pageSize(query)).map(shown), total: leads.length } };
  });

  router.post("/api/leads", async ({ body, actor }) => {
    const input = { contactId: text(body, "contactId"), source: text(body, "source") };
    return { status: 201, body: shown(await createLead(store, actor, input)) };
  });

  router.post("/api/leads/:id/assign", async ({ params, body, actor }) => {
    const lead = await found(store.leads, params.id);
    const ownerId = optionalText(body, "ownerId");
    const how = { owners: config.owners, ownerId, now: app.now() };
    return { body: shown(await assignLead(store, actor, lead, how)) };
  });

  router.post("/api/leads/:id/calls", async ({ params, actor }) => {
    const lead = await found(store.leads, params.id);
    const how = { provider: app.provider, retryLimit: config.retryLimit, now: app.now() };
    return { status: 201, body: await callLead(store, actor, lead, how) };
  });
}
