import { strict as assert } from "node:assert";
import { lockstep } from "../support/cli.ts";
import { makeRepository, type TestRepository } from "../support/repository.ts";

const FILES = {
  "src/retry.ts": "export const RETRY_LIMIT = 3;\n",
  "docs/dialer.md": "# Dialer\n\nThe `RETRY_LIMIT` is 3.\n",
};

describe("proof on the command line", () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository(FILES);
    repository.write("src/retry.ts", "export const RETRY_LIMIT = 5;\n");
  });
  afterEach(() => repository.dispose());

  it("evidence verify believes what holds and catches what does not", () => {
    repository.write(
      "docs/audit.md",
      "| Item | Result | Evidence |\n|---|---|---|\n| Limit | Pass | src/retry.ts:1 |\n| Tests | Pass | test/none.test.ts:4 |\n",
    );
    const { code, out } = lockstep(repository, "evidence", "verify", "docs/audit.md", "--json");
    assert.equal(code, 1);
    const { rows, findings } = JSON.parse(out) as {
      rows: { claims: { state: string }[] }[];
      findings: { rule: string; place: { line: number } }[];
    };
    assert.deepEqual(
      rows.map(({ claims }) => claims.map(({ state }) => state).join()),
      ["holds", "unresolved"],
    );
    assert.ok(findings.some(({ rule, place }) => rule === "evidence/unresolved" && place.line === 4));
    assert.equal(
      findings.some(({ place }) => place.line === 3),
      false,
    );
  });

  it("audit writes no Pass without evidence, and reads back without an error", () => {
    const { out } = lockstep(repository, "audit");
    assert.match(out, /\| Result \|/);
    for (const row of out.split("\n").filter((line) => /\| Pass \|/.test(line)))
      assert.match(row, /\w+:\d+|`/);
    repository.write("docs/audit.md", out);
    const { out: read } = lockstep(repository, "evidence", "verify", "docs/audit.md", "--json");
    const { findings } = JSON.parse(read) as { findings: { severity: string }[] };
    assert.equal(
      findings.some(({ severity }) => severity === "error"),
      false,
      read,
    );
  });

  it("impact and replay tell the lines a commit made false", () => {
    const sha = repository.commit("more patience");
    const impact = JSON.parse(lockstep(repository, "impact", "--commit", sha, "--code-only", "--json").out);
    assert.equal(impact.version, 1);
    assert.deepEqual(impact.impacts[0].place, { path: "docs/dialer.md", line: 3 });
    assert.equal(impact.documents[0].path, "docs/dialer.md");
    const lines = lockstep(repository, "replay", "--commits", "2").out.trim().split("\n");
    assert.equal(lines.length, 2);
    const [newest] = lines.map((line) => JSON.parse(line));
    assert.equal(newest.commit, sha);
    assert.deepEqual(newest.impacts, impact.impacts);
    assert.ok(newest.ms >= 0 && Array.isArray(newest.findings));
    assert.equal(newest.subject, "more patience");
    const [remark] = newest.remarks;
    assert.deepEqual([remark.kind, remark.place], ["line", { path: "docs/dialer.md", line: 3 }]);
  });

  it("replay holds every commit to the configuration as it is now", () => {
    repository.commit("more patience");
    repository.write(".lockstep/config.jsonc", JSON.stringify({ ignore: ["docs/**"] }));
    const [newest] = lockstep(repository, "replay", "--commits", "2").out.trim().split("\n");
    assert.deepEqual(JSON.parse(newest ?? "").remarks, []);
  });

  it("code-only leaves the commit's own documents out", () => {
    repository.write("docs/dialer.md", "# Dialer\n\nThe `RETRY_LIMIT` is 5.\n");
    const sha = repository.commit("both");
    assert.deepEqual(JSON.parse(lockstep(repository, "impact", "--commit", sha, "--json").out).impacts, []);
    assert.equal(
      JSON.parse(lockstep(repository, "impact", "--commit", sha, "--code-only", "--json").out).impacts.length,
      1,
    );
  });

  for (const format of ["sarif", "gitlab", "rdjson"]) {
    it(`check prints ${format}`, () => {
      const { code, out } = lockstep(repository, "check", "--format", format);
      assert.equal(code, 1);
      assert.ok(JSON.stringify(JSON.parse(out)).includes("docs/dialer.md"));
    });
  }
});
