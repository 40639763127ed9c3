import {
  anchoredText,
  anchorOf,
  type EventData,
  EVENT_DATA,
  findAnchor,
  readAnchor,
  writeAnchor,
} from "#core";
import assert from "node:assert/strict";
import { randomFrom } from "../../../bench/evidence/edits.ts";
import { synthetic } from "../../../bench/evidence/synthetic.ts";
import { CRM } from "../audit/crm.ts";
import { processorTime } from "../../support/processor-time.ts";

const RETRY = CRM["src/dialer/retry.ts"] ?? "";

function found(text: string, line: number, now: string, endLine = line): string {
  const anchor = anchorOf(anchoredText(text), line, endLine);
  assert.ok(anchor);
  const place = findAnchor(anchor, anchoredText(now), line);
  return place.is === "gone"
    ? "gone"
    : `${place.is} ${place.line}${place.endLine > place.line ? `-${place.endLine}` : ""}`;
}

describe("an anchor", () => {
  it("goes through the ledger's event and comes back the same", () => {
    const anchor = anchorOf(anchoredText(RETRY), 12, 14);
    assert.ok(anchor);
    const written = writeAnchor(anchor);
    assert.deepEqual(readAnchor(written), anchor);
    const event: EventData<"evidence"> = {
      item: "Fault tolerance",
      place: { path: "src/dialer/retry.ts", line: 12, endLine: 14 },
      ...written,
    };
    assert.deepEqual(EVENT_DATA.evidence.parse(event), event);
    assert.equal(readAnchor({ digest: "sha256:abc" }), undefined);
  });

  it("is none for blank lines and lines that are not there", () => {
    assert.equal(anchorOf(anchoredText("a\n\nb\n"), 2), undefined);
    assert.equal(anchorOf(anchoredText("a\n"), 7), undefined);
  });

  it("is found where lines were put in above it", () => {
    assert.equal(found(RETRY, 2, `// one\n// two\n${RETRY}`), "found 4");
  });

  it("is found when its looks changed", () => {
    const text = 'const a = call({ one: 1, two: "x" });\nnext();\n';
    assert.equal(found(text, 1, "const a = call({\n  one: 1,\n  two: 'x',\n})\nnext()\n"), "found 1-4");
  });

  it("is told from equal lines by what stands around it", () => {
    const text = "function a() {\n  first();\n  return 1;\n}\nfunction b() {\n  second();\n  return 1;\n}\n";
    assert.equal(found(text, 7, `${"// more\n".repeat(10)}${text}`), "found 17");
    assert.equal(
      found(text, 3, `${text.slice(text.indexOf("function b"))}${text.slice(0, text.indexOf("function b"))}`),
      "found 7",
    );
  });

  it("is told from equal lines in equal surroundings by its place among them", () => {
    const block = "assert(one);\nassert(two);\n".repeat(40);
    const named = `test("first");\n${block}test("last");\n`;
    assert.equal(found(named, 40, `// more\n${named}`), "found 41");
    assert.equal(found(named, 40, `${"// more\n".repeat(60)}${named}`), "found 100");
  });

  it("says changed where the line is another now, and gone where nothing is left", () => {
    assert.equal(found(RETRY, 2, RETRY.replace("RETRY_LIMIT = 3", "RETRY_LIMIT = 5")), "changed 2");
    assert.equal(found(RETRY, 2, RETRY.replace("export const RETRY_LIMIT = 3;\n", "")), "gone");
    assert.equal(found(RETRY, 2, "something else entirely\n"), "gone");
  });

  it("is not believed of an equal line elsewhere while its own place holds another", () => {
    const text = `${RETRY}\nfunction other() {\n  const unlike = true;\n  return unlike;\n}\nexport const BACKOFF_MS = 500;\n`;
    const now = text.replace(
      "export const BACKOFF_MS = 500;\nexport const BACKOFF_FACTOR",
      "export const BACKOFF_MS = 900;\nexport const BACKOFF_FACTOR",
    );
    assert.equal(found(text, 3, now), "changed 3");
  });

  it("holds in at least 95 % of true rows after 50 unrelated edits", () => {
    const texts = Object.entries(CRM).flatMap(([path, text]) =>
      /^(?:src|docs|prisma)\/.*\.(?:ts|md|prisma|sql)$/.test(path) ? [text] : [],
    );
    const { kept, replaced } = synthetic(texts, { edits: 50, rowsPerFile: 4, seed: 7 });
    assert.ok(kept.rows > 100 && kept.right / kept.rows >= 0.95, JSON.stringify(kept));
    assert.ok(replaced.right / replaced.rows >= 0.9, JSON.stringify(replaced));
  });

  it("costs time in proportion to the text", () => {
    const random = randomFrom(3);
    const words = Array.from({ length: 60_000 }, () => (random() < 0.5 ? "a" : "b")).join(" ");
    for (const text of [
      words,
      "a ".repeat(100_000),
      "x\n".repeat(100_000),
      "}\n".repeat(100_000),
      `function f(${" ".repeat(900)}\n`.repeat(1_000),
    ]) {
      const started = processorTime();
      const read = anchoredText(text);
      const anchor = anchorOf(read, 1);
      if (anchor) findAnchor({ ...anchor, digest: "0".repeat(64) }, read, 1);
      assert.ok(processorTime() - started < 2_000, text.slice(0, 20));
    }
  });
});
