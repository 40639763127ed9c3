import { readJunit } from "#core";
import { toJunit } from "#views/junit";
import assert from "node:assert/strict";
import { sample } from "../exports/verdict.ts";
import { processorTime } from "../../support/processor-time.ts";

describe("a JUnit report", () => {
  it("is counted case by case, whatever its totals claim", () => {
    const xml = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>
      <testsuites tests="99" failures="0"><testsuite name="a &amp; b"><!-- <testcase name="no"/> -->
      <testcase name="one" classname="c"/><testcase name="two > three"><failure message="x">&e;</failure></testcase>
      <testcase name='four'><skipped/></testcase><testcase name="five"><system-out><![CDATA[<failure/>]]></system-out></testcase>
      <testcase name="six"><error/></testcase></testsuite></testsuites>`;
    assert.deepEqual(readJunit(xml), {
      tests: 5,
      passed: 2,
      failed: 2,
      skipped: 1,
      failedNames: ["a & b › two > three", "a & b › six"],
    });
  });

  it("of our own reads back", () => {
    const counts = readJunit(toJunit(sample()));
    assert.equal(counts?.skipped, 2);
    assert.ok((counts?.failed ?? 0) > 1);
  });

  it("is none where there is no suite, and never throws", () => {
    for (const text of ["", "ok", "<a/>", "<testcase name='x'/>"]) assert.equal(readJunit(text), undefined);
    for (const text of [
      "<testsuite",
      '<testsuite name="',
      "<!--",
      "<testsuite><testcase name='x'",
      "<".repeat(200_000),
      "<testsuite>".repeat(50_000),
      "<testsuite a='".repeat(20_000),
      `<testsuite ${"name".repeat(50_000)}>`,
    ]) {
      const started = processorTime();
      readJunit(text);
      assert.ok(processorTime() - started < 1_000, text.slice(0, 20));
    }
  });
});
