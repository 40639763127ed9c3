import { readReports } from "#adapters/runner/reports";
import assert from "node:assert/strict";
import { mkdtemp, mkdir, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const suite = (passed: number): string =>
  `<testsuite>${'<testcase name="a"/>'.repeat(passed)}<testcase><failure/></testcase></testsuite>`;

describe("the JUnit reports of a run", () => {
  let house: string;
  let root: string;
  beforeEach(async () => {
    house = await mkdtemp(join(tmpdir(), "lockstep-reports-"));
    root = join(house, "repository");
    await mkdir(join(root, "target"), { recursive: true });
  });
  afterEach(() => rm(house, { recursive: true, force: true }));

  it("are counted together, named or by a star in the file's name", async () => {
    await writeFile(join(root, "target", "TEST-a.xml"), suite(2));
    await writeFile(join(root, "target", "TEST-b.xml"), suite(3));
    await writeFile(join(root, "target", "notes.txt"), "no report");
    const { tests, notes } = await readReports(root, ["target/TEST-*.xml"], Date.now());
    assert.deepEqual(tests, { passed: 5, failed: 2, skipped: 0 });
    assert.deepEqual(notes, []);
    assert.deepEqual((await readReports(root, ["target/TEST-a.xml"], 0)).tests?.passed, 2);
  });

  it("are none that lay there before, lie outside, are links or are no reports, and each is said", async () => {
    await writeFile(join(root, "old.xml"), suite(2));
    await utimes(join(root, "old.xml"), 1_000, 1_000);
    await writeFile(join(house, "outside.xml"), suite(2));
    await symlink(join(house, "outside.xml"), join(root, "link.xml"));
    await symlink(house, join(root, "out"));
    await writeFile(join(root, "text.xml"), "passed: 35");
    await mkdir(join(root, "folder.xml"));
    for (const [path, says] of [
      ["old.xml", "old.xml is older than the run."],
      ["link.xml", "link.xml is no file."],
      ["folder.xml", "folder.xml is no file."],
      ["text.xml", "text.xml is no JUnit report."],
      ["../outside.xml", "There is no JUnit report ../outside.xml."],
      ["out/outside.xml", "There is no JUnit report out/outside.xml."],
      ["none/none.xml", "There is no JUnit report none/none.xml."],
    ] as const) {
      const { tests, notes } = await readReports(root, [path], Date.now());
      assert.equal(tests, undefined, path);
      assert.deepEqual(notes, [says]);
    }
  });
});
