import { createContact, optOut } from "../../contacts/contacts.ts";
import type { App } from "../../server.ts";
import { found, optionalText, pageSize, text } from "../input.ts";
import type { Router } from "../router.ts";

export function contactRoutes(router: Router, { store }: App): void {
  router.get("/api/contacts", async ({ query }) => {
    const search = (query.get("q") ?? "").toLowerCase();
    const contacts = (await store.contacts.list()).filter(({ email, fullName }) =>
      `${email} ${fullName}`.toLowerCase().includes(search),
    );
    return { body: { contacts: contacts.slice(0, pageSize(query)), total: contacts.length } };
  });

  router.post("/api/contacts", async ({ body, actor }) => {
    const input = {
      email: text(body, "email"),
      fullName: text(body, "fullName"),
      phone: optionalText(body, "phone") ?? null,
    };
    return { status: 201, body: await createContact(store, actor, input) };
  });

  router.get("/api/contacts/:id", async ({ params }) => {
    return { body: await found(store.contacts, params.id) };
  });

  router.post("/api/contacts/:id/opt-out", async ({ params, actor }) => {
    const { id } = await found(store.contacts, params.id);
    return { body: await optOut(store, actor, id) };
  });
}
