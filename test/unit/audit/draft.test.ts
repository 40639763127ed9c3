import {
  anchoredText,
  anchorOf,
  compileProtocol,
  deliveryCommands,
  type Draft,
  draftAudit,
  draftRubric,
  evidenceReport,
  readAudit,
  renderAudit,
  renderBoth,
  renderDelivery,
  renderFinalReview,
  renderRubric,
  type Result,
  verifyAudit,
} from "#core";
import assert from "node:assert/strict";
import { protocol } from "./corpus.ts";
import { CRM, facts, TESTS_PASS } from "./crm.ts";

const RETRY = (text: string): string => text.replace("RETRY_LIMIT = 3", "RETRY_LIMIT = 5");
const DOCS = (text: string): string =>
  text
    .replace("retried three times, so there are at most four", "retried five times, so there are at most six")
    .replace("RETRY_LIMIT = 3", "RETRY_LIMIT = 5");
const TEST = (text: string): string =>
  `${text}\ntest("five retries are allowed", () => {\n  assert.equal(RETRY_LIMIT, 5);\n});\n`;
const SCAN = { command: "secretlint", exit: 0, treeDigest: "now", covers: [] };
const CONFIGURATION = (text: string): string =>
  text
    .replace("| `RETRY_LIMIT`         | 3 ", "| `RETRY_LIMIT`         | 5 ")
    .replace("| `CRM_RETRY_LIMIT`   | `3`", "| `CRM_RETRY_LIMIT`   | `5`");
const GOOD = {
  "src/dialer/retry.ts": RETRY,
  "docs/dialer.md": DOCS,
  "docs/configuration.md": CONFIGURATION,
  "test/dialer.test.ts": TEST,
};

const one = (item: string) => ({ audit: [{ item, place: { path: "p.md", line: 1 } }], checklist: [] });
function row(draft: Draft): [Result, string] {
  const [first] = draft.rows;
  return [first?.result ?? "Open", first?.candidate === undefined ? "" : `candidate ${first.candidate}`];
}

describe("a generated self-audit", () => {
  it("answers every item of the protocol, and never says Pass without evidence that holds", async () => {
    const draft = draftAudit(protocol, await facts(GOOD, { runs: [TESTS_PASS, SCAN], secrets: [] }));
    assert.deepEqual(
      draft.rows.map(({ item }) => item),
      protocol.audit.map(({ item }) => item),
    );
    for (const { result, evidence, item } of draft.rows)
      if (result === "Pass") assert.ok(evidence.length > 0, item);
    const said = Object.fromEntries(
      draft.rows.map(({ item, result, candidate }) => [
        item,
        candidate ? `${result} (${candidate}?)` : result,
      ]),
    );
    assert.deepEqual(said, {
      "Requirements coverage": "Open",
      "Fault tolerance": "Open (Pass?)",
      "Secrets not exposed": "Pass",
      "Structured JSON logging": "Open (N/A?)",
      "Audit counts logged": "Open (N/A?)",
      "Cleanup safe & conditional": "Open (N/A?)",
      "Alembic migrations generated": "N/A",
      "Docker runs app + db correctly": "Open (Pass?)",
      "CI/CD deploy tested": "Open (Pass?)",
      "Tests added & passing": "Pass",
    });
  });

  it("reads back clean: what it writes, verifying finds nothing wrong with", async () => {
    const change = await facts(GOOD, { runs: [TESTS_PASS, SCAN], secrets: [] });
    const options = { gaps: [{ item: "Documentation updated", owner: "Ada", eta: "2026-12-01" }] };
    const text = [
      renderAudit(draftAudit(protocol, change, options), protocol),
      renderRubric(draftRubric(protocol, change, options), protocol),
    ].join("\n");
    const verified = verifyAudit(readAudit("docs/audit.md", text, change.ground.index), change.ground, {
      stage: "ci",
      protocol,
    });
    assert.deepEqual(
      verified.findings
        .filter(({ severity }) => severity !== "info")
        .map(({ rule, message }) => `${rule} ${message}`),
      [],
    );
    assert.equal(evidenceReport(verified).summary.rows, protocol.audit.length + protocol.rubric.length);
  });

  it("takes what a person confirmed, and evidence they recorded", async () => {
    const dialer = CRM["src/dialer/dialer.ts"] ?? "";
    const line = dialer.split("\n").findIndex((text) => text.includes("AbortSignal.timeout")) + 1;
    const anchor = anchorOf(anchoredText(dialer), line);
    assert.ok(anchor);
    const evidence = [{ item: "Fault tolerance", place: { path: "src/dialer/dialer.ts", line }, anchor }];
    const draft = draftAudit(one("Fault tolerance"), await facts(GOOD, { evidence }));
    assert.deepEqual(draft.rows[0], {
      item: "Fault tolerance",
      evidence: [`src/dialer/dialer.ts:${line}`],
      says: "Evidence was recorded for it.",
      result: "Pass",
      followUp: "",
    });
    const confirmed = [
      { item: "Fault tolerance", result: "Pass" as const, evidence: ["src/dialer/ghost.ts:3"] },
    ];
    assert.deepEqual(row(draftAudit(one("Fault tolerance"), await facts(GOOD), { confirmed })), ["Open", ""]);
  });

  it("asks for owner and ETA of what fails", async () => {
    const draft = draftAudit(one("Documentation updated"), await facts({ "src/dialer/retry.ts": RETRY }));
    assert.deepEqual(row(draft), ["Fail", ""]);
    assert.deepEqual(
      draft.gaps.map(({ item, asks }) => [item, asks]),
      [["Documentation updated", ["owner", "ETA"]]],
    );
    const known = draftAudit(one("Documentation updated"), await facts({ "src/dialer/retry.ts": RETRY }), {
      gaps: [{ item: "Documentation updated", owner: "Ada", eta: "Friday" }],
    });
    assert.deepEqual(known.gaps[0]?.asks, []);
    assert.match(renderAudit(known, protocol), /\| Documentation updated \| Ada \| Friday \|/);
  });

  it("keeps the protocol's own columns", async () => {
    const own = compileProtocol(
      "p.md",
      "# P\n\n## Self-audit\n\n| # | Check | Proof (file:line) | Verdict | Owner notes |\n|---|---|---|---|---|\n| 1 | Tests added & passing | a:1 | Pass | |\n",
    );
    const text = renderAudit(draftAudit(own, await facts(GOOD, { runs: [TESTS_PASS] })), own);
    assert.match(
      text,
      /\| # \| Check \| Proof \(file:line\) \| Verdict \| Owner notes \|\n\|---\|---\|---\|---\|---\|\n\| 1 \| Tests added & passing \| test\/dialer\.test\.ts:\d+; `npm test` – exit 0 \| Pass \|/,
    );
  });

  it("packs a delivery: decisions, assumptions, risks, TODOs, run, migrate, verify", async () => {
    const change = await facts(GOOD, { runs: [TESTS_PASS] });
    const text = renderDelivery({
      protocol,
      verdict: change.verdict,
      audit: draftAudit(protocol, change),
      rubric: draftRubric(protocol, change),
      commands: deliveryCommands(change.ground, ["npm test"]),
    });
    const headings = text.split("\n").filter((line) => line.startsWith("#"));
    assert.deepEqual(headings.slice(0, 10), [
      "# Final Delivery Package",
      "## Decisions",
      "## Confirmed assumptions",
      "## Risks",
      "## Remaining TODOs",
      "## Verified",
      "## Run / Migrate / Verify",
      "### Run",
      "### Migrate",
      "### Verify",
    ]);
    assert.match(text, /npx prisma migrate deploy {2}# prisma\/schema\.prisma/);
    assert.match(text, /npm start {2}# package\.json/);
  });

  it("names the line of what is left to do, and how much more there is", async () => {
    const change = await facts({ "src/dialer/retry.ts": RETRY });
    const text = renderFinalReview({
      protocol,
      verdict: change.verdict,
      audit: draftAudit(protocol, change),
      rubric: draftRubric(protocol, change),
    });
    assert.match(
      text,
      /- Documentation: docs\/\S+\.md:\d+: This line says 3; RETRY_LIMIT is now 5 .* \(and \d more\)/,
    );
  });
});

describe("the probe of", () => {
  const ask = async (item: string, ...args: Parameters<typeof facts>) =>
    row(draftAudit(one(item), await facts(...args)));

  it("requirements holds the plan's bullets against the change", async () => {
    const plan = (text: string) => ({ plan: { path: "plan.md", text } });
    assert.deepEqual(
      await ask(
        "Requirements coverage",
        GOOD,
        plan("## Plan\n- Raise `RETRY_LIMIT` in src/dialer/retry.ts\n- Say so in docs/dialer.md\n"),
      ),
      ["Pass", ""],
    );
    assert.deepEqual(
      await ask(
        "Requirements coverage",
        GOOD,
        plan("## Plan\n- Raise `RETRY_LIMIT`\n- Add a `/health` route\n"),
      ),
      ["Open", ""],
    );
    assert.deepEqual(await ask("Requirements coverage", GOOD), ["Open", ""]);
    // A bullet that shares words with a line another bullet names is not found by that.
    const { rows } = draftAudit(
      one("Requirements coverage"),
      await facts(
        GOOD,
        plan(
          "## Plan\n- Raise `RETRY_LIMIT` in src/dialer/retry.ts\n- Show the retry limit in the lead list\n",
        ),
      ),
    );
    assert.equal(rows[0]?.result, "Open");
    assert.equal(rows[0].candidate, undefined);
    assert.equal(rows[0].followUp, "Not found: Show the retry limit in the lead list");
  });

  it("tests wants them added, and passing on this very tree", async () => {
    assert.deepEqual(await ask("Tests added & passing", GOOD, { runs: [TESTS_PASS] }), ["Pass", ""]);
    assert.deepEqual(
      await ask("Tests added & passing", { "src/dialer/retry.ts": RETRY }, { runs: [TESTS_PASS] }),
      ["Open", ""],
    );
    assert.deepEqual(
      await ask("Tests added & passing", GOOD, { runs: [{ ...TESTS_PASS, treeDigest: "before" }] }),
      ["Open", ""],
    );
    // A command that looks before it tests is one of tests; one that only looks is none.
    const looked = (command: string) => ({ runs: [{ ...TESTS_PASS, command }] });
    const chained = looked("cd app && node --check a.js && node test/a.test.js");
    assert.deepEqual(await ask("Tests added & passing", GOOD, chained), ["Pass", ""]);
    const only = looked("cd app && node --check a.test.js");
    assert.deepEqual(await ask("Tests added & passing", GOOD, only), ["Open", ""]);
    assert.deepEqual(
      await ask("Tests added & passing", GOOD, { runs: [TESTS_PASS, { ...TESTS_PASS, exit: 1 }] }),
      ["Fail", ""],
    );
  });

  it("secrets believes only a scan", async () => {
    assert.deepEqual(await ask("Secrets not exposed", GOOD), ["Open", ""]);
    const found = [
      {
        rule: "aws/key",
        place: { path: "src/dialer/retry.ts", line: 2 },
        begins: "AKIA",
        hash: "0123456789ab",
      },
    ];
    assert.deepEqual(await ask("Secrets not exposed", GOOD, { secrets: found }), ["Fail", ""]);
  });

  it("migrations wants one for every changed model, naming what changed", async () => {
    const schema = (text: string) =>
      text.replace("  optedOut  Boolean", "  nickname  String?\n  optedOut  Boolean");
    const path = "prisma/migrations/20261121000000_nickname/migration.sql";
    assert.deepEqual(await ask("Alembic migrations generated", { "prisma/schema.prisma": schema }), [
      "Fail",
      "",
    ]);
    assert.deepEqual(
      await ask("Alembic migrations generated", {
        "prisma/schema.prisma": schema,
        [path]: 'ALTER TABLE "Contact" ADD COLUMN "nickname" TEXT;\n',
      }),
      ["Pass", ""],
    );
    assert.deepEqual(
      await ask("Alembic migrations generated", {
        "prisma/schema.prisma": schema,
        [path]: 'ALTER TABLE "Lead" ADD COLUMN "note" TEXT;\n',
      }),
      ["Open", "candidate Open"],
    );
    assert.deepEqual(await ask("Alembic migrations generated", GOOD), ["N/A", ""]);
    const alchemy = { "app/models.py": "class Lead(Base):\n    nickname = Column(String)\n" };
    assert.deepEqual(await ask("Migrations", alchemy), ["Fail", ""]);
    assert.deepEqual(
      await ask("Migrations", {
        ...alchemy,
        "alembic/versions/9f_nick.py":
          'def upgrade():\n    op.add_column("leads", sa.Column("nickname", sa.String))\n',
      }),
      ["Pass", ""],
    );
  });

  it("compose and database ports", async () => {
    assert.deepEqual(
      await ask("Docker runs app + db correctly", GOOD, {
        runs: [{ command: "docker compose up --wait", exit: 0, treeDigest: "now", covers: [] }],
      }),
      ["Pass", ""],
    );
    assert.deepEqual(await ask("SSH tunnel only exposure", GOOD), ["Pass", ""]);
    const publish = (ports: string) => ({
      "docker-compose.yml": (text: string) =>
        text.replace("    # No ports: only the app reaches the database.\n", ports),
    });
    assert.deepEqual(await ask("SSH tunnel only exposure", publish('    ports:\n      - "5432:5432"\n')), [
      "Fail",
      "",
    ]);
    assert.deepEqual(await ask("SSH tunnel only exposure", publish('    ports: ["0.0.0.0:5432:5432"]\n')), [
      "Fail",
      "",
    ]);
    assert.deepEqual(
      await ask(
        "SSH tunnel only exposure",
        publish("    ports:\n      - target: 5432\n        published: 5432\n"),
      ),
      ["Fail", ""],
    );
    assert.deepEqual(
      await ask("SSH tunnel only exposure", publish('    ports:\n      - "127.0.0.1:5432:5432"\n')),
      ["Pass", ""],
    );
  });

  it("CI wants a workflow that runs the tests on pushes", async () => {
    assert.deepEqual(await ask("CI runs the tests", GOOD), ["Pass", ""]);
    assert.deepEqual(
      await ask("CI runs the tests", {
        ".github/workflows/ci.yml": (text: string) => text.replace("      - run: npm test\n", ""),
      }),
      ["Open", "candidate Open"],
    );
    const running = (command: string) => ({
      ".github/workflows/ci.yml": (text: string) => text.replace("npm test", command),
    });
    assert.deepEqual(await ask("CI runs the tests", running("npm run unit")), ["Pass", ""]);
    // Types are checked, and nothing runs.
    assert.deepEqual(await ask("CI runs the tests", running("npm run test:types")), [
      "Open",
      "candidate Open",
    ]);
    assert.deepEqual(
      await ask("CI runs the tests", {
        ".github/workflows/ci.yml": (text: string) =>
          text.replace("  push:\n    branches: [main]\n  pull_request:\n", "  workflow_dispatch:\n"),
      }),
      ["Open", ""],
    );
    assert.deepEqual(await ask("CI/CD deploy tested", { ".github/workflows/ci.yml": undefined }), [
      "Fail",
      "",
    ]);
  });

  it("deletes, calls and logs only suggests", async () => {
    const file = (text: string) => ({ "src/dialer/extra.ts": text });
    assert.deepEqual(
      await ask(
        "Cleanup safe & conditional",
        file("export function clean(path: string) {\n  unlinkSync(path);\n}\n"),
      ),
      ["Open", "candidate Open"],
    );
    assert.deepEqual(
      await ask(
        "Cleanup safe & conditional",
        file("export function clean(path: string, done: boolean) {\n  if (done) unlinkSync(path);\n}\n"),
      ),
      ["Open", "candidate Pass"],
    );
    assert.deepEqual(await ask("Fault tolerance", file("export const load = () => fetch(url);\n")), [
      "Open",
      "candidate Open",
    ]);
    assert.deepEqual(
      await ask(
        "Fault tolerance",
        file("export const load = () => fetch(url, { signal: AbortSignal.timeout(5) });\n"),
      ),
      ["Open", "candidate Pass"],
    );
    assert.deepEqual(await ask("Structured logging", file("export const say = () => console.log('hi');\n")), [
      "Open",
      "candidate Open",
    ]);
    assert.deepEqual(
      await ask("Structured logging", file("export const say = () => log.info({ at: 1 });\n")),
      ["Open", "candidate Pass"],
    );
  });

  it("idempotency wants a command that said the same twice", async () => {
    const run = (outputDigest: string) => ({
      command: "npm run seed",
      exit: 0,
      treeDigest: "now",
      covers: [],
      outputDigest,
    });
    assert.deepEqual(await ask("Idempotency verified", GOOD, { runs: [run("a"), run("a")] }), ["Pass", ""]);
    assert.deepEqual(await ask("Idempotency verified", GOOD, { runs: [run("a"), run("b")] }), [
      "Open",
      "candidate Open",
    ]);
    assert.deepEqual(await ask("Idempotency verified", GOOD, { runs: [run("a")] }), ["Open", ""]);
  });

  it("the surfaces answers the protocol's own checklist", async () => {
    const checklist = compileProtocol("docs/CHANGE_PROTOCOL.md", CRM["docs/CHANGE_PROTOCOL.md"] ?? "");
    const said = (draft: Draft) => Object.fromEntries(draft.rows.map(({ item, result }) => [item, result]));
    assert.deepEqual(said(draftAudit(checklist, await facts({ "src/dialer/retry.ts": RETRY }))), {
      "Backend updated": "Pass",
      "Repository updated": "Pass",
      "Documents updated": "Fail",
      "Workflow impact checked": "N/A",
      "Approval rules preserved": "Open",
      "Verification completed": "Open",
    });
    assert.equal(
      said(draftAudit(checklist, await facts(GOOD, { runs: [TESTS_PASS] })))["Documents updated"],
      "Pass",
    );
  });
});

describe("self-audit and rubric together", () => {
  const row = { item: "Tests", result: "Fail", evidence: [], says: "They fail.", followUp: "Mend" } as const;
  const gap = { item: "Tests", asks: [], note: "They fail.", owner: "Ada", eta: "2026-12-01" };

  it("list what fails once, in one table of gaps", () => {
    const text = renderBoth(
      { rows: [row], gaps: [gap] },
      { rows: [row], gaps: [gap, { ...gap, item: "Docs" }] },
      {},
    );
    assert.equal(text.match(/^## KNOWN GAPS/gm)?.length, 1);
    assert.equal(text.match(/^\| Tests \| Ada \|/gm)?.length, 1);
    assert.match(text, /\| Docs \| Ada \|/);
    assert.ok(text.indexOf("Final Verification Rubric") < text.indexOf("KNOWN GAPS"));
  });
});
