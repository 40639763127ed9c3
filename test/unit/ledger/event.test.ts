import assert from "node:assert/strict";
import { eventFile, eventFileName, makeEvent, parseEvent, signedEvent, type LedgerEvent } from "#core";
import { canonicalText, type Json } from "../../../src/core/ledger/canonical.ts";
import { CHANGE, event, opening, PERSON } from "./events.ts";

function parsed(text: string, name = eventFileName(opening), change = CHANGE): string {
  const result = parseEvent(change, name, text);
  return result.is === "event" ? "event" : result.fault;
}

/** The opening with something else in it, written canonically, its id left alone. */
function changed(values: object): string {
  return canonicalText({ ...opening, ...values } as unknown as Json);
}

describe("an event", () => {
  const { name, text } = eventFile(opening);

  it("is one file whose name follows from its content", () => {
    assert.match(name, /^20261120T230601-open-[0-9a-f]{16}\.json$/);
    assert.equal(opening.id.startsWith(name.slice(21, 37)), true);
    const back = parseEvent(CHANGE, name, text);
    assert.deepEqual(back, { is: "event", event: opening });
  });

  it("keeps its id whatever hash implementation reads it: a fixed example", () => {
    assert.equal(opening.id, "e3f34860fa777740448844c6fb6f39dd09604c6800f7fa5055299af10d36ea1f");
  });

  it("is read with CRLF as git may have checked it out", () => {
    assert.equal(parsed(text.replaceAll("\n", "\r\n")), "event");
  });

  it("keeps id and name when it is signed", () => {
    const signed = signedEvent(opening, "QUJD");
    assert.equal(signed.is, "made");
    const file = eventFile((signed as { event: LedgerEvent }).event);
    assert.equal(file.name, name);
    assert.equal(parsed(file.text), "event");
    assert.deepEqual(signedEvent(opening, "not base64!").is, "refused");
  });

  it("is quarantined with the reason when the file is not what a writer wrote", () => {
    assert.equal(parsed(text.replace("Raise", "Lower")), "wrong-id");
    assert.equal(parsed(text.replace('  "v": 1', '  "v":  1')), "not-canonical");
    assert.equal(parsed(text.slice(0, -1)), "not-canonical");
    assert.equal(parsed(`${text} `), "not-canonical");
    assert.equal(parsed(text.slice(0, 100)), "not-json");
    assert.equal(parsed(`\ufeff${text}`), "not-json");
    assert.equal(parsed(""), "not-json");
    assert.equal(parsed(text, "20261120T230601-open-0000000000000000.json"), "wrong-name");
    assert.equal(parsed(text, name, "2026-11-20-another-000000"), "wrong-folder");
    assert.equal(parsed(`${" ".repeat(70_000)}${text}`), "too-large");
    assert.equal(parsed("ö".repeat(40_000)), "too-large");
  });

  it("has each key once", () => {
    assert.equal(parsed(text.replace('"v": 1', '"v": 1,\n  "v": 1')), "not-canonical");
    assert.equal(
      parsed(text.replace('"title"', '"title": "Something harmless",\n    "title"')),
      "not-canonical",
    );
  });

  it("has no keys and no values beside those of its type", () => {
    assert.equal(parsed(changed({ extra: 1 })), "wrong-shape");
    assert.equal(parsed(changed({ type: "opened" })), "wrong-shape");
    assert.equal(parsed(changed({ type: "constructor" })), "wrong-shape");
    assert.equal(parsed(changed({ v: 2 })), "wrong-shape");
    assert.equal(parsed(changed({ ts: "2026-11-20T23:06:01Z" })), "wrong-shape");
    assert.equal(parsed(changed({ ts: "2026-13-20T23:06:01.000Z" })), "wrong-shape");
    assert.equal(parsed(changed({ data: { title: "x", branch: "y", more: 1 } })), "wrong-shape");
    assert.equal(parsed(changed({ parents: ["b".repeat(64), "a".repeat(64)] })), "wrong-shape");
    assert.equal(parsed(changed({ parents: ["b".repeat(64), "b".repeat(64)] })), "wrong-shape");
    assert.equal(parsed(text.replace('"data": {', '"data": {\n    "__proto__": {},')), "wrong-shape");
    assert.equal(parsed(text.replace('"change"', '"__proto__": {},\n  "change"')), "wrong-shape");
    for (const other of ["null", "[]", "7", '"x"', "[".repeat(60_000)]) {
      assert.match(parsed(other), /wrong-shape|not-json/);
    }
  });

  it("says in one line what is wrong", () => {
    const result = parseEvent(CHANGE, name, changed({ data: { title: "" } }));
    assert.equal(result.is, "quarantined");
    assert.match((result as { reason: string }).reason, /^data\.title: .+$/);
  });

  it("is refused before it is written when its values are out of bounds", () => {
    const reason = (draft: Parameters<typeof makeEvent>[0]) => {
      const made = makeEvent(draft, {
        change: CHANGE,
        actor: PERSON,
        ts: "2026-11-20T23:06:01.123Z",
        parents: [],
      });
      return made.is === "refused" ? made.reason : "made";
    };
    const covers = [{ path: "a.ts", after: "1" }];
    assert.match(
      reason({ type: "not-needed", data: { surface: "docs", reason: "  too short ", covers } }),
      /at least 10/,
    );
    assert.equal(
      reason({ type: "not-needed", data: { surface: "docs", reason: "internal only", covers } }),
      "made",
    );
    const many = Array.from({ length: 1000 }, (_, i) => ({ path: `src/${"x".repeat(60)}${i}.ts` }));
    assert.match(
      reason({ type: "not-needed", data: { surface: "docs", reason: "internal only", covers: many } }),
      /bytes/,
    );
  });

  it("holds names that are not UTF-8", () => {
    const one = event("not-needed", {
      surface: "docs",
      reason: "internal only",
      covers: [{ path: "a\udc80b", before: "1" }],
    });
    const file = eventFile(one);
    assert.deepEqual(parseEvent(CHANGE, file.name, file.text), { is: "event", event: one });
    assert.deepEqual(parseEvent(CHANGE, file.name, Buffer.from(file.text).toString()), {
      is: "event",
      event: one,
    });
  });
});
