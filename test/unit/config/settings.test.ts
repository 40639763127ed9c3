import { strict as assert } from "node:assert";
import { readSettings, SETTINGS } from "#manifest/settings";

describe("the editor's settings", () => {
  it("have a default each", () => {
    const { settings, wrong } = readSettings(() => undefined);
    assert.deepEqual(wrong, []);
    assert.deepEqual(Object.keys(settings), Object.keys(SETTINGS));
  });

  it("that are wrong count as their default and are reported", () => {
    const { settings, wrong } = readSettings((key) => (key === "problems.maximum" ? "many" : undefined));
    assert.equal(settings["problems.maximum"], 100);
    assert.deepEqual(
      wrong.map(({ key }) => key),
      ["problems.maximum"],
    );
  });
});
