import assert from "node:assert/strict";
import * as fs from "node:fs";
import { join } from "node:path";
import { ledgerOf, verifyAppendOnly } from "#core";
import { readSeen, rememberSeen } from "../../../src/adapters/ledger/seen.ts";
import { event, opening } from "./events.ts";
import { temporaryFolder } from "./temporary.ts";

describe("what a clone has seen of a base", () => {
  const next = event("comment", { text: "x" }, { after: [opening] });

  it("is remembered by ref, and finds a base that was rewritten", async () => {
    const folder = temporaryFolder();
    await rememberSeen(folder, "origin/main", [opening, next]);
    await rememberSeen(folder, "origin/Main", []);
    const witnesses = await readSeen(folder, "origin/main");
    assert.deepEqual(new Set(witnesses.map(({ id }) => id)), new Set([opening.id, next.id]));
    const problems = verifyAppendOnly(
      ledgerOf([]),
      witnesses.map((one) => ({ event: one, seen: "this clone" })),
    );
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["event-missing", "event-missing"],
    );
    assert.deepEqual(await readSeen(folder, "origin/Main"), []);
  });

  it("is nothing where there is nothing to read", async () => {
    const folder = temporaryFolder();
    assert.deepEqual(await readSeen(folder, "x"), []);
    assert.deepEqual(await readSeen(join(folder, "missing"), "x"), []);
    await rememberSeen(folder, "x", [opening]);
    const [name = ""] = fs.readdirSync(join(folder, "lockstep/seen"));
    for (const text of ["", "{", "null", '[1, null, {"id": 1}]']) {
      fs.writeFileSync(join(folder, "lockstep/seen", name), text);
      assert.deepEqual(await readSeen(folder, "x"), []);
    }
  });

  it("is not written through a link", async () => {
    const folder = temporaryFolder();
    const outside = temporaryFolder();
    fs.symlinkSync(outside, join(folder, "lockstep"));
    await assert.rejects(rememberSeen(folder, "x", [opening]), { name: "LedgerTrouble" });
    assert.deepEqual(fs.readdirSync(outside), []);
  });
});
