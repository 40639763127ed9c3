import assert from "node:assert/strict";
import { test } from "node:test";
import { approvalExpired, needsApproval } from "../src/approvals/policy.ts";
import { loadConfig } from "../src/config.ts";
import { NOON, serve } from "./helpers.ts";

test("both modes ask before an SMS; only sms-only lets e-mail go", () => {
  assert.equal(needsApproval("required", "EMAIL"), true);
  assert.equal(needsApproval("required", "SMS"), true);
  assert.equal(needsApproval("sms-only", "SMS"), true);
  assert.equal(needsApproval("sms-only", "EMAIL"), false);
});

test("an approval lasts 24 hours", () => {
  assert.equal(approvalExpired({ approvedAt: new Date("2026-10-04T12:00:00Z") }, NOON), false);
  assert.equal(approvalExpired({ approvedAt: new Date("2026-10-04T11:59:00Z") }, NOON), true);
});

test("a message is drafted, approved by someone else, then sent once", async (t) => {
  const { call, lead, delivered } = await serve(t);
  const { contactId } = await lead();
  const made = await call("POST", "/api/messages", { contactId, channel: "SMS", body: "Hello" });
  assert.deepEqual([made.status, made.body.status, made.body.createdBy], [201, "DRAFT", "ana"]);
  const path = `/api/messages/${made.body.id}`;

  const early = await call("POST", `${path}/send`);
  assert.deepEqual([early.status, early.body.error], [409, "Approval required before sending"]);
  const own = await call("POST", `${path}/approve`);
  assert.deepEqual([own.status, own.body.error], [403, "Authors cannot approve their own message"]);
  const agent = await call("POST", `${path}/approve`, {}, "agent:codex");
  assert.deepEqual([agent.status, agent.body.error], [403, "Agents cannot approve messages"]);
  assert.deepEqual(delivered, []);

  assert.equal((await call("POST", `${path}/approve`, {}, "ben")).body.approvedBy, "ben");
  assert.equal((await call("POST", `${path}/send`)).body.status, "SENT");
  assert.deepEqual(delivered, ["SMS +4520000001"]);
  assert.equal((await call("POST", `${path}/send`)).body.error, "Message is already sent");
});

test("an old approval turns the message into a draft again", async (t) => {
  let now = NOON;
  const { call, lead, app } = await serve(t, { now: () => now });
  const { contactId } = await lead();
  const { body } = await call("POST", "/api/messages", { contactId, channel: "EMAIL", body: "Hello" });
  await call("POST", `/api/messages/${body.id}/approve`, {}, "ben");
  now = new Date("2026-10-07T12:00:00Z");
  assert.equal(
    (await call("POST", `/api/messages/${body.id}/send`)).body.error,
    "Approval expired, ask again",
  );
  assert.equal((await app.store.messages.get(body.id))?.status, "DRAFT");
});

test("a rejected message is never sent", async (t) => {
  const { call, lead } = await serve(t);
  const { contactId } = await lead();
  const { body } = await call("POST", "/api/messages", { contactId, channel: "EMAIL", body: "Hello" });
  assert.equal((await call("POST", `/api/messages/${body.id}/reject`, {}, "ben")).body.status, "REJECTED");
  assert.equal(
    (await call("POST", `/api/messages/${body.id}/send`)).body.error,
    "Message is already rejected",
  );
  const again = await call("POST", `/api/messages/${body.id}/approve`, {}, "ben");
  assert.equal(again.body.error, "Only a draft can be decided");
  assert.equal((await call("GET", "/api/messages?status=REJECTED")).body.total, 1);
});

test("sms-only sends e-mail straight from the draft", async (t) => {
  const config = loadConfig({ CRM_APPROVAL_MODE: "sms-only" });
  const { call, lead, delivered } = await serve(t, { config });
  const { contactId } = await lead();
  const { body } = await call("POST", "/api/messages", { contactId, channel: "EMAIL", body: "Hello" });
  assert.equal((await call("POST", `/api/messages/${body.id}/send`)).status, 200);
  assert.equal(delivered.length, 1);
});

test("long texts and contacts that opted out are refused", async (t) => {
  const { call, lead } = await serve(t);
  const { contactId } = await lead();
  const long = await call("POST", "/api/messages", { contactId, channel: "SMS", body: "x".repeat(161) });
  assert.deepEqual([long.status, long.body.error], [422, "body is longer than 160 characters"]);
  await call("POST", `/api/contacts/${contactId}/opt-out`);
  const late = await call("POST", "/api/messages", { contactId, channel: "SMS", body: "Hello" });
  assert.deepEqual([late.status, late.body.error], [409, "Contact has opted out"]);
});
