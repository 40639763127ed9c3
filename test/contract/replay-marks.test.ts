import assert from "node:assert/strict";
import { readMarks, writeMark } from "#adapters/replay/marks";
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

describe("marks on recent commits", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "lockstep-marks-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const file = (): string => join(folder, "lockstep", "replay-marks.jsonl");
  const marks = async (): Promise<unknown> =>
    Object.fromEntries(
      [...(await readMarks(folder))].map(([commit, of]) => [commit, Object.fromEntries(of)]),
    );

  it("are none before the first, and the last of each holds", async () => {
    assert.deepEqual(await marks(), {});
    await writeMark(folder, "c1", "line|a", "right");
    await writeMark(folder, "c1", "", "wrong");
    await writeMark(folder, "c1", "line|a", "wrong");
    await writeMark(folder, "c2", "line|a", "right");
    await writeMark(folder, "c2", "line|a", undefined);
    assert.deepEqual(await marks(), { c1: { "line|a": "wrong", "": "wrong" }, c2: {} });
  });

  it("survive half a line, foreign lines and two writers at once", async () => {
    await writeMark(folder, "c1", "a", "right");
    appendFileSync(file(), '{"commit":"c1","about":"b","ma');
    await Promise.all(Array.from({ length: 20 }, (_, at) => writeMark(folder, "c2", `${at}`, "wrong")));
    appendFileSync(file(), '\n{"commit":1}\nnull\n{"commit":"__proto__","about":"x","mark":"right"}\n');
    const all = await readMarks(folder);
    assert.equal(all.get("c1")?.get("a"), "right");
    assert.equal(all.get("c2")?.size, 20);
    assert.equal(all.get("__proto__")?.get("x"), "right");
  });

  it("are none where the file is no text of ours", async () => {
    await writeMark(folder, "c1", "a", "right");
    writeFileSync(file(), Buffer.from([0, 255, 10, 123]));
    assert.deepEqual(await marks(), {});
  });
});
