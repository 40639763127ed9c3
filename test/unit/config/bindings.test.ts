import { strict as assert } from "node:assert";
import { readConfig } from "#core";
import { PROBES, probeFor } from "../../../src/core/audit/probes/index.ts";
import { PROBE_NAMES } from "../../../src/core/config/probe-names.ts";

/** Findings as `line message`. */
function found(config: object): string[] {
  const { findings } = readConfig("c.jsonc", JSON.stringify(config, null, 1));
  return findings.map(({ place, message }) => `${place.line} ${message}`);
}

describe("bindings of components and audit items", () => {
  it("are read", () => {
    const config = {
      components: { "primary-database": { documents: ["docs/db/**"], rollback: ["docs/db/rollback.md"] } },
      audit: { "tests-added-passing": { run: "tests", probe: "tests", paths: ["src/**"] } },
    };
    assert.deepEqual(found(config), []);
    assert.deepEqual(readConfig("c.jsonc", JSON.stringify(config)).config, config);
  });

  it("name the line of a probe that there is not", () => {
    const [finding, ...more] = found({ audit: { x: { probe: "guess" } } });
    assert.deepEqual(more, []);
    assert.match(finding ?? "", /^4 “audit\.x\.probe”: invalid option/);
  });

  it("need documents, and no empty lists", () => {
    assert.match(found({ components: { x: {} } })[0] ?? "", /^3 “components\.x\.documents”/);
    assert.match(found({ components: { x: { documents: [] } } })[0] ?? "", /^4 “components\.x\.documents”/);
  });

  it("may name every probe, and no other", () => {
    const ids = [...PROBES.map(({ id }) => id), probeFor("nothing that anybody knows").id];
    assert.deepEqual([...PROBE_NAMES].sort(), [...new Set(ids)].sort());
  });
});
