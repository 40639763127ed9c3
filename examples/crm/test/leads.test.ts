import assert from "node:assert/strict";
import { test } from "node:test";
import { isStale, MAX_OPEN_LEADS, pickOwner } from "../src/leads/assignment.ts";
import { scoreLead, tierOf } from "../src/leads/scoring.ts";
import type { Activity, Lead } from "../src/store/types.ts";
import { NOON, serve } from "./helpers.ts";

const call: Activity = { id: "a", createdAt: NOON, leadId: "l", kind: "CALL", note: "", attempts: 1 };

test("the score adds source, phone, activities and a live deal", () => {
  const contact = { phone: "+4520000001" };
  assert.equal(scoreLead({ source: "referral" }, contact, [], []), 50);
  assert.equal(scoreLead({ source: "website" }, { phone: null }, [], []), 15);
  assert.equal(scoreLead({ source: "import" }, contact, [call, call], []), 25);
  assert.equal(scoreLead({ source: "referral" }, contact, Array(9).fill(call), [{ stage: "OPEN" }]), 100);
  assert.equal(scoreLead({ source: "webinar" }, { phone: null }, [], [{ stage: "LOST" }]), 25);
});

test("tiers begin at 70 and 40", () => {
  assert.deepEqual([70, 69, 40, 39].map(tierOf), ["hot", "warm", "warm", "cold"]);
});

test("the least busy owner is picked, on a tie the first, never a full one", () => {
  assert.equal(
    pickOwner(
      ["ana", "ben"],
      new Map([
        ["ana", 2],
        ["ben", 1],
      ]),
    ),
    "ben",
  );
  assert.equal(pickOwner(["ana", "ben"], new Map()), "ana");
  assert.equal(pickOwner(["ana"], new Map([["ana", MAX_OPEN_LEADS]])), undefined);
});

test("a lead is stale more than 14 days after its assignment, unless contacted", () => {
  const at = (day: string, status: Lead["status"]): Lead => ({
    id: "l",
    createdAt: NOON,
    contactId: "c",
    source: "website",
    status,
    score: 15,
    ownerId: "ana",
    assignedAt: new Date(day),
  });
  assert.equal(isStale(at("2026-09-20T12:00:00Z", "NEW"), NOON), true);
  assert.equal(isStale(at("2026-09-21T12:00:00Z", "NEW"), NOON), false);
  assert.equal(isStale(at("2026-09-01T12:00:00Z", "CONTACTED"), NOON), false);
});

test("POST /api/leads/:id/assign takes an owner or finds one", async (t) => {
  const { call, lead, app } = await serve(t);
  const first = await lead();
  const named = await call("POST", `/api/leads/${first.id}/assign`, { ownerId: "ana" });
  assert.deepEqual([named.status, named.body.ownerId, named.body.tier], [200, "ana", "warm"]);
  const second = await lead();
  assert.equal((await call("POST", `/api/leads/${second.id}/assign`)).body.ownerId, "ben");
  const unknown = await call("POST", `/api/leads/${second.id}/assign`, { ownerId: "zoe" });
  assert.deepEqual([unknown.status, unknown.body.error], [422, "Unknown owner: zoe"]);
  await app.store.leads.change(second.id, { status: "LOST" });
  assert.equal((await call("POST", `/api/leads/${second.id}/assign`)).body.error, "Lead is closed");
});

test("leads are listed best first", async (t) => {
  const { call, lead } = await serve(t);
  await lead("website");
  await lead("referral");
  const { body } = await call("GET", "/api/leads?status=NEW");
  assert.deepEqual(
    body.leads.map((each: Lead) => each.source),
    ["referral", "website"],
  );
  assert.equal((await call("GET", "/api/leads?status=OLD")).status, 422);
  const contactId = body.leads[0].contactId;
  const strange = await call("POST", "/api/leads", { contactId, source: "fair" });
  assert.equal(strange.body.error, "Unknown source: fair");
});
