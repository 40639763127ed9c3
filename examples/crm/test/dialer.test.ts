import assert from "node:assert/strict";
import { test } from "node:test";
import { callLead } from "../src/dialer/dialer.ts";
import { backoff, ProviderUnavailable, RETRY_LIMIT, withRetry } from "../src/dialer/retry.ts";
import { NOON, serve } from "./helpers.ts";

test("the wait doubles from 500 ms up to its cap", () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6].map(backoff), [500, 1000, 2000, 4000, 8000, 8000]);
});

test("three retries follow a failed first attempt", async () => {
  const waits: number[] = [];
  const down = async () => {
    throw new ProviderUnavailable();
  };
  const tries = await withRetry(down, RETRY_LIMIT, async (ms) => void waits.push(ms));
  assert.deepEqual(tries, { result: undefined, attempts: 4 });
  assert.deepEqual(waits, [500, 1000, 2000]);
});

test("any other error is not retried", async () => {
  let attempts = 0;
  const broken = async () => {
    attempts++;
    throw new Error("bad number");
  };
  await assert.rejects(
    withRetry(broken, RETRY_LIMIT, async () => {}),
    /bad number/,
  );
  assert.equal(attempts, 1);
});

test("POST /api/leads/:id/calls records the call and moves a new lead on", async (t) => {
  const { call, lead, app } = await serve(t);
  const { id, score } = await lead();
  const made = await call("POST", `/api/leads/${id}/calls`);
  assert.deepEqual([made.status, made.body.note, made.body.attempts], [201, "connected", 1]);
  const after = await app.store.leads.get(id);
  assert.deepEqual([after?.status, after?.score], ["CONTACTED", score + 5]);
});

test("a provider that stays away leaves a note and the lead as it was", async (t) => {
  const { lead, app } = await serve(t);
  const { id } = await lead();
  const row = (await app.store.leads.get(id))!;
  const place = async () => {
    throw new ProviderUnavailable();
  };
  const how = { provider: { place }, retryLimit: 1, now: NOON, sleep: async () => {} };
  const activity = await callLead(app.store, "ana", row, how);
  assert.deepEqual([activity.note, activity.attempts], ["provider unavailable", 2]);
  assert.equal((await app.store.leads.get(id))?.status, "NEW");
});

test("nobody is called at night, without a number, or after opting out", async (t) => {
  const night = await serve(t, { now: () => new Date("2026-10-05T20:00:00Z") });
  const late = await night.lead();
  assert.equal((await night.call("POST", `/api/leads/${late.id}/calls`)).body.error, "Outside calling hours");
  const { call, lead } = await serve(t);
  const mute = await lead("website", null);
  assert.equal((await call("POST", `/api/leads/${mute.id}/calls`)).body.error, "Contact has no phone number");
  const gone = await lead();
  await call("POST", `/api/contacts/${gone.contactId}/opt-out`);
  assert.equal((await call("POST", `/api/leads/${gone.id}/calls`)).body.error, "Contact has opted out");
});
