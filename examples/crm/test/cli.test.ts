import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";

const CSV = `email,fullName,phone
mira@northwind.example,Mira Holm,+4520000001
jon@contoso.example,"Adeyemi, Jon",
mira@northwind.example,Mira Again,
`;

/** The real command as a child process, with a store and an export folder of its own. */
function setup(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), "crm-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const exportDir = join(folder, "exports");
  const env = {
    ...process.env,
    CRM_DATABASE_URL: `file:${join(folder, "crm.json")}`,
    CRM_EXPORT_DIR: exportDir,
    NODE_TEST_CONTEXT: undefined,
  };
  const loader = process.execArgv.filter((each) => !each.startsWith("--test"));
  const run = (script: string, ...args: string[]) =>
    spawnSync(process.execPath, [...loader, script, ...args], { env, encoding: "utf8" });
  const crm = (...args: string[]) => run("src/cli.ts", ...args);
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  return { folder, exportDir, run, crm, file };
}

test("crm import skips duplicates; --dry-run writes nothing", (t) => {
  const { folder, crm, file } = setup(t);
  const csv = file("people.csv", CSV);
  const dry = crm("import", "--file", csv, "--dry-run");
  assert.equal(dry.stdout, "Would import 2, skipped 1 duplicates, rejected 0.\n");
  assert.equal(existsSync(join(folder, "crm.json")), false);
  assert.equal(crm("import", "--file", csv).stdout, "Imported 2, skipped 1 duplicates, rejected 0.\n");
  const bad = crm("import", "--file", file("bad.csv", "email,fullName,phone\nnobody,No Body,\n"));
  assert.equal(bad.status, 1);
  assert.match(bad.stderr, /"reason":"email is not valid"/);
});

test("crm export writes csv by default and json on demand", (t) => {
  const { crm, exportDir, file } = setup(t);
  crm("import", "--file", file("people.csv", CSV));
  const { stdout } = crm("export", "--out", "-");
  assert.match(stdout, /^id,email,fullName,phone,optedOut,createdAt\n/);
  assert.match(stdout, /,"Adeyemi, Jon",,false,/);
  assert.match(crm("export", "--format", "json").stdout, /^Exported 2 contacts to /);
  assert.match(readdirSync(exportDir)[0]!, /^contacts-\d{4}-\d{2}-\d{2}\.json$/);
});

test("crm leads assign spreads leads over the owners", (t) => {
  const { crm, file } = setup(t);
  crm("import", "--file", file("people.csv", CSV), "--source", "webinar");
  assert.equal(crm("leads", "assign", "--limit", "1").stdout, "Assigned 1 leads.\n");
  assert.equal(crm("leads", "assign", "--owner", "zoe").status, 1);
  assert.equal(crm("leads", "assign", "--owner", "ben").stdout, "Assigned 1 leads.\n");
  assert.equal(crm("leads", "assign").stdout, "Assigned 0 leads.\n");
});

test("wrong usage exits with 2 and points at the help", (t) => {
  const { crm } = setup(t);
  for (const args of [["dance"], ["import"], ["export", "--format", "xml"], ["export", "--colour"]]) {
    const { status, stderr } = crm(...args);
    assert.equal(status, 2, stderr);
    assert.match(stderr, /Run `crm help`/);
  }
  assert.match(crm("help").stdout, /--dry-run/);
});

test("the scripts change nothing until they are told to", (t) => {
  const { crm, run, exportDir, file } = setup(t);
  crm("import", "--file", file("people.csv", CSV));
  assert.equal(run("scripts/backfill-scores.ts", "--apply").stdout, "Changed 0 scores.\n");
  crm("export");
  const [old = ""] = readdirSync(exportDir);
  const path = join(exportDir, old);
  utimesSync(path, new Date("2020-01-01"), new Date("2020-01-01"));
  writeFileSync(join(exportDir, "keep.csv"), "");
  assert.equal(run("scripts/cleanup-exports.ts").stdout, `Would delete ${path}\n`);
  assert.equal(run("scripts/cleanup-exports.ts", "--yes").stdout, `Deleted ${path}\n`);
  assert.deepEqual(readdirSync(exportDir), ["keep.csv"]);
});

test("the seed fills an empty store and leaves a full one alone", (t) => {
  const { run } = setup(t);
  assert.equal(run("prisma/seed.ts").stdout, "Seeded 3 contacts.\n");
  assert.equal(run("prisma/seed.ts").stdout, "The store is not empty, nothing seeded.\n");
});
