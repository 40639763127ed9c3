import { audit } from "../../audit.ts";
import { Refusal } from "../../errors.ts";
import { rescore } from "../../leads/scoring.ts";
import type { App } from "../../server.ts";
import { choice, found, optionalText, pageSize, text } from "../input.ts";
import type { Router } from "../router.ts";

export function dealRoutes(router: Router, { store, now }: App): void {
  router.get("/api/deals", async ({ query }) => {
    const deals = await store.deals.list();
    return { body: { deals: deals.slice(0, pageSize(query)), total: deals.length } };
  });

  router.post("/api/deals", async ({ body, actor }) => {
    const lead = await store.leads.get(text(body, "leadId"));
    if (!lead) throw new Refusal(422, "leadId names no lead");
    const { amountCents } = body;
    if (typeof amountCents !== "number" || !Number.isInteger(amountCents) || amountCents <= 0) {
      throw new Refusal(422, "amountCents must be a positive whole number");
    }
    const deal = await store.deals.add({
      leadId: lead.id,
      title: text(body, "title"),
      amountCents,
      currency: optionalText(body, "currency") ?? "EUR",
      stage: "OPEN",
      closedAt: null,
    });
    await rescore(store, lead);
    await audit(store, actor, "deal.create", "Deal", deal.id);
    return { status: 201, body: deal };
  });

  router.patch("/api/deals/:id", async ({ params, body, actor }) => {
    const deal = await found(store.deals, params.id);
    const stage = choice(text(body, "stage"), "stage", ["OPEN", "PROPOSAL", "WON", "LOST"] as const);
    if (deal.closedAt !== null) throw new Refusal(409, "Deal is already closed");
    const closedAt = stage === "WON" || stage === "LOST" ? now() : null;
    const changed = await store.deals.change(deal.id, { stage, closedAt });
    await rescore(store, await found(store.leads, deal.leadId));
    await audit(store, actor, "deal.stage", "Deal", deal.id);
    return { body: changed };
  });
}
