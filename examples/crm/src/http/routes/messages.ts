import { decide, draft, send } from "../../messages/outbox.ts";
import type { App } from "../../server.ts";
import { choice, found, pageSize, text } from "../input.ts";
import type { Router } from "../router.ts";

export function messageRoutes(router: Router, app: App): void {
  const { store, config, gateway } = app;

  router.get("/api/messages", async ({ query }) => {
    const status = query.get("status");
    const where =
      status === null
        ? {}
        : { status: choice(status, "status", ["DRAFT", "APPROVED", "SENT", "REJECTED"] as const) };
    const messages = await store.messages.list(where);
    return { body: { messages: messages.slice(0, pageSize(query)), total: messages.length } };
  });

  router.post("/api/messages", async ({ body, actor }) => {
    const input = {
      contactId: text(body, "contactId"),
      channel: choice(text(body, "channel"), "channel", ["EMAIL", "SMS"] as const),
      body: text(body, "body"),
    };
    return { status: 201, body: await draft(store, actor, input) };
  });

  router.post("/api/messages/:id/approve", async ({ params, actor }) => {
    const message = await found(store.messages, params.id);
    return { body: await decide(store, actor, message, true, app.now()) };
  });

  router.post("/api/messages/:id/reject", async ({ params, actor }) => {
    const message = await found(store.messages, params.id);
    return { body: await decide(store, actor, message, false, app.now()) };
  });

  router.post("/api/messages/:id/send", async ({ params, actor }) => {
    const message = await found(store.messages, params.id);
    const how = { gateway, mode: config.approvalMode, now: app.now() };
    return { body: await send(store, actor, message, how) };
  });
}
