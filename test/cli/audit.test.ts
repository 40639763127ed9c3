import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lockstep } from "../support/cli.ts";
import { makeRepository, type TestRepository } from "../support/repository.ts";

const MARKER = "=== AWAITING APPROVAL — DO NOT PROCEED ===";

const FILES = {
  ".lockstep/config.jsonc": JSON.stringify({
    protocols: ["lockstep:gated-phases"],
    verification: [{ id: "tests", run: "node --check src/retry.js && node test/retry.test.js" }],
  }),
  "src/retry.js": "export const LIMIT = 3;\n",
  "test/retry.test.js": 'import assert from "node:assert";\n',
  "package.json": '{ "type": "module" }\n',
  ".github/workflows/ci.yml": "on: [push]\njobs:\n  test:\n    steps:\n      - run: npm test\n",
};

describe("the audit in the change's document", () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository(FILES);
    repository.write("src/retry.js", "export const LIMIT = 5;\n");
    repository.write("test/retry.test.js", 'import assert from "node:assert";\nassert.equal(1, 2);\n');
  });
  afterEach(() => repository.dispose());

  function folder(): string {
    const changes = join(repository.root, ".lockstep/changes");
    return join(changes, readdirSync(changes)[0] ?? "");
  }

  function auditText(): string {
    return readFileSync(join(folder(), "4-self-audit-and-tests.md"), "utf8");
  }

  function rules(): string[] {
    const { findings } = JSON.parse(lockstep(repository, "check", "--json").out) as {
      findings: { rule: string }[];
    };
    return findings.map(({ rule }) => rule).filter((rule) => /^(?:evidence|audit)\//.test(rule));
  }

  it("has nowhere to go while no change is started", () => {
    const { code, err } = lockstep(repository, "audit", "--write");
    assert.equal(code, 2);
    assert.match(err, /No change is started/);
  });

  it("is written above the marker, asks who closes what fails, and is brought up to date in place", () => {
    assert.equal(lockstep(repository, "verify", "--consent").code, 1, "the test fails");
    const unowned = lockstep(repository, "audit", "--write");
    assert.equal(unowned.code, 1);
    assert.match(unowned.err, /“Tests added and passing” fails and has no owner and no ETA/);
    assert.deepEqual(rules(), ["audit/gap-without-owner"]);

    lockstep(repository, "audit", "--write", "--owner", "Ada", "--eta", "2026-12-01");
    assert.match(auditText(), /\| Tests added and passing \| Ada \| 2026-12-01 \|/);
    assert.ok(auditText().trimEnd().endsWith(`${MARKER}\n\`\`\``));
    assert.deepEqual(rules(), []);

    repository.write("test/retry.test.js", 'import assert from "node:assert";\nassert.equal(1, 1);\n');
    assert.ok(rules().includes("evidence/run-stale"), "what ran on another tree proves nothing");
    assert.equal(lockstep(repository, "verify", "--consent").code, 0);
    lockstep(repository, "audit", "--write");
    lockstep(repository, "rubric", "--write");
    assert.match(auditText(), /\| Tests added and passing \| Pass \| test\/retry\.test\.js:2; `node --check/);
    assert.match(auditText(), /## KNOWN GAPS\n\nNone\.\n/);
    assert.equal(auditText().match(/Checklist item/gi)?.length, 1, "one table, not two");
    assert.match(auditText(), /## Final Verification Rubric/);
    assert.deepEqual(rules(), []);
  });

  it("keeps what a person answered in it", () => {
    lockstep(repository, "evidence", "add", "src/retry.js:1", "--item", "Requirements coverage");
    lockstep(repository, "audit", "--write");
    const path = join(".lockstep/changes", readdirSync(join(repository.root, ".lockstep/changes"))[0] ?? "");
    const answered = auditText().replace(
      /\| Fault tolerance \| Open .*\n/,
      "| Fault tolerance | N/A | — | — |\n",
    );
    repository.write(`${path}/4-self-audit-and-tests.md`, answered);
    lockstep(repository, "audit", "--write");
    assert.match(auditText(), /\| Fault tolerance \| N\/A \|/);
    assert.match(auditText(), /\| Requirements coverage \| Pass \| src\/retry\.js:1 \|/);
  });
});
