import assert from "node:assert/strict";
import { test } from "node:test";
import { serve } from "./helpers.ts";

test("health answers without an actor", async (t) => {
  const { call } = await serve(t);
  assert.deepEqual(await call("GET", "/api/health", undefined, ""), { status: 200, body: { status: "ok" } });
});

test("a contact is created once, listed and searched", async (t) => {
  const { call } = await serve(t);
  const input = { email: "Mira@Northwind.example", fullName: "Mira Holm" };
  const made = await call("POST", "/api/contacts", input);
  assert.equal(made.status, 201);
  assert.equal(made.body.email, "mira@northwind.example");
  assert.equal(made.body.optedOut, false);
  assert.deepEqual(await call("POST", "/api/contacts", input), {
    status: 409,
    body: { error: "A contact with this email already exists" },
  });
  assert.equal((await call("GET", "/api/contacts?q=holm")).body.total, 1);
  assert.equal((await call("GET", "/api/contacts?q=nobody")).body.total, 0);
  assert.equal((await call("GET", `/api/contacts/${made.body.id}`)).body.fullName, "Mira Holm");
});

test("pages are bounded", async (t) => {
  const { call, app } = await serve(t);
  for (let index = 0; index < 60; index++) {
    const email = `p${index}@northwind.example`;
    await app.store.contacts.add({ email, fullName: "P", phone: null, optedOut: false });
  }
  const { body } = await call("GET", "/api/contacts");
  assert.deepEqual([body.contacts.length, body.total], [50, 60]);
  assert.equal((await call("GET", "/api/contacts?limit=2")).body.contacts.length, 2);
  assert.equal((await call("GET", "/api/contacts?limit=0")).status, 422);
});

test("a write says who, and sends a JSON object of a sane size", async (t) => {
  const { call, app } = await serve(t);
  const anonymous = await call("POST", "/api/contacts", {}, "");
  assert.deepEqual([anonymous.status, anonymous.body.error], [400, "Missing X-CRM-Actor header"]);
  assert.equal((await call("POST", "/api/contacts", [])).body.error, "Body must be a JSON object");
  assert.equal((await call("POST", "/api/contacts", {})).body.error, "email is required");
  const huge = await call("POST", "/api/contacts", { email: "x".repeat(70_000) });
  assert.deepEqual([huge.status, huge.body.error], [413, "Body is larger than 64 KiB"]);
  assert.equal((await app.store.audit.list()).length, 0);
});

test("unknown paths and methods are told apart", async (t) => {
  const { call } = await serve(t);
  assert.equal((await call("GET", "/api/nothing")).status, 404);
  assert.equal((await call("PATCH", "/api/contacts", {})).status, 405);
});

test("a deal moves through its stages, raises the score and closes once", async (t) => {
  const { call, lead, app } = await serve(t);
  const { id: leadId, score } = await lead("webinar");
  const deal = await call("POST", "/api/deals", { leadId, title: "Fleet", amountCents: 125_000 });
  assert.deepEqual([deal.status, deal.body.currency, deal.body.stage], [201, "EUR", "OPEN"]);
  assert.equal((await app.store.leads.get(leadId))?.score, score + 20);
  const path = `/api/deals/${deal.body.id}`;
  assert.equal((await call("PATCH", path, { stage: "PROPOSAL" })).body.closedAt, null);
  assert.ok((await call("PATCH", path, { stage: "WON" })).body.closedAt);
  assert.equal((await call("PATCH", path, { stage: "OPEN" })).body.error, "Deal is already closed");
  assert.equal((await call("POST", "/api/deals", { leadId, title: "x", amountCents: 0.5 })).status, 422);
});

test("every act is in the audit trail", async (t) => {
  const { lead, app } = await serve(t);
  await lead();
  const actions = (await app.store.audit.list()).map(({ actor, action }) => `${actor} ${action}`);
  assert.deepEqual(actions, ["ana contact.create", "ana lead.create"]);
});
