import { strict as assert } from "node:assert";
import { anchoredText, anchorOf, type RiskVerdict, type Verdict } from "#core";
import { checkMaps, type Files, type MapsOptions } from "../../support/maps.ts";

const PROTOCOL = `# Change protocol

| Surface | Requirement |
|---|---|
| Backend logic | Update the code. |
| Documentation | Update the documents. |
| Workflow references | Update docs/specs. |
| Verification | Run the smallest meaningful check. |

## High-Risk Change Types

| Change Type | Extra Requirement |
|---|---|
| Outbound email or SMS | Confirm draft-first behavior and approval rules still hold. |
| CRM write actions | Verify attribution and required fields. |
| Prisma or database changes | Update schema, migration artifacts, and dependent code paths. |
| Workflow or operator behavior | Update workflow docs or specs so future agents use the new process. |
`;

const REPOSITORY: Files = {
  "docs/PROTOCOL.md": PROTOCOL,
  ".lockstep/config.jsonc": JSON.stringify({
    protocols: ["docs/PROTOCOL.md"],
    surfaces: {
      "backend-logic": { paths: ["src/**", "prisma/**"] },
      documentation: { paths: ["docs/*.md"] },
      "workflow-references": { paths: ["docs/specs/**"], causes: ["src/approvals/**"] },
    },
  }),
  "src/email/send.ts": "export function send(to: string) {\n  return draft(to);\n}\n",
  "src/leads/save.ts": "export async function save(name: string) {\n  return check(name);\n}\n",
  "src/leads/show.ts": "export function show(lead: Lead) {\n  return lead.ownerName;\n}\n",
  "src/approvals/policy.ts": "export const MODE = 1;\n",
  "src/hash.ts": 'export const digest = (text: string) => createHash("sha256");\n',
  "prisma/schema.prisma": "model Lead {\n  id Int @id\n  ownerName String\n}\n",
  "docs/specs/approval.md": "# Approval\n\nDrafts first.\n",
};

function judged(changes: Files, more: Partial<MapsOptions> = {}): Promise<Verdict> {
  const after = Object.fromEntries(Object.entries({ ...REPOSITORY, ...changes }));
  return checkMaps({ before: REPOSITORY, after, ...more });
}

function said({ risks }: Verdict): Record<string, RiskVerdict["state"]> {
  return Object.fromEntries(risks.map(({ title, state }) => [title, state]));
}

const SENT = { "src/email/send.ts": "export function send(to: string) {\n  return now(to);\n}\n" };
const SCHEMA = REPOSITORY["prisma/schema.prisma"]!.replace("ownerName String", "owner String");

describe("high-risk change types", () => {
  it("are silent where the change touches none", async () => {
    const verdict = await judged({
      "src/hash.ts": 'export const digest = (text: string) => createHash("sha256").update(text);\n',
      "docs/specs/approval.md": "# Approval\n\nDrafts first; Twilio queues every SMS.\n",
      "test/email/send.test.ts": "sendEmail(1);\n",
      "src/leads/show.ts": `// A comment.\n${REPOSITORY["src/leads/show.ts"]}`,
    });
    assert.deepEqual(verdict.risks, []);
  });

  it("ask for their extra requirement at the line that touches them", async () => {
    const verdict = await judged(SENT);
    const finding = verdict.findings.find(({ rule }) => rule === "surface/high-risk-unanswered");
    assert.equal(
      finding?.message,
      "“Outbound email or SMS” asks for more: Confirm draft-first behavior and approval rules still hold. " +
        "So far no evidence is recorded for it.",
    );
    assert.deepEqual(finding.place, { path: "src/email/send.ts", line: 2 });
    assert.equal(finding.because[0]?.path, "docs/PROTOCOL.md");
    assert.equal(finding.severity, "warning");
    const ci = (await judged(SENT, { stage: "ci" })).findings.find(({ rule }) => rule === finding.rule);
    assert.equal(ci?.severity, "error");
  });

  it("are answered by recorded evidence as long as it holds", async () => {
    const place = { path: "src/approvals/policy.ts", line: 1 };
    const evidence = (text: string) => ({
      records: {
        evidence: [{ item: "Outbound email or SMS", place, anchor: anchorOf(anchoredText(text), 1)! }],
      },
    });
    const holds = await judged(SENT, evidence(REPOSITORY["src/approvals/policy.ts"]!));
    assert.deepEqual(said(holds), { "Outbound email or SMS": "answered" });
    assert.deepEqual(holds.risks[0]?.says, ["evidence at src/approvals/policy.ts:1"]);
    const gone = await judged(SENT, evidence("export const OTHER = 2;\n"));
    assert.deepEqual(said(gone), { "Outbound email or SMS": "unanswered" });
  });

  it("ask a schema for its migration and for the code that names what is gone", async () => {
    const title = "Prisma or database changes";
    const bare = await judged({ "prisma/schema.prisma": SCHEMA });
    assert.match(
      bare.risks[0]?.says.join("; ") ?? "",
      /no migration is added; src\/leads\/show.ts still names ownerName/,
    );
    const migration = {
      "prisma/schema.prisma": SCHEMA,
      "prisma/migrations/2/migration.sql": 'ALTER TABLE "Lead" RENAME COLUMN "ownerName" TO "owner";\n',
    };
    const half = await judged(migration);
    assert.deepEqual(half.risks[0]?.says, ["src/leads/show.ts still names ownerName"]);
    const whole = await judged({
      ...migration,
      "src/leads/show.ts": REPOSITORY["src/leads/show.ts"]!.replace("ownerName", "owner"),
    });
    assert.equal(said(whole)[title], "answered");
  });

  it("ask for the spec, and a blank line in it is none", async () => {
    const code = { "src/approvals/policy.ts": "export const MODE = 2;\n" };
    const spec = "docs/specs/approval.md";
    assert.deepEqual(said(await judged(code)), { "Workflow or operator behavior": "unanswered" });
    const blank = await judged({ ...code, [spec]: "# Approval\n\n\nDrafts first.\n" });
    assert.deepEqual(said(blank), { "Workflow or operator behavior": "unanswered" });
    const written = await judged({
      ...code,
      [spec]: "# Approval\n\nDrafts first, sent after two approvals.\n",
    });
    assert.deepEqual(said(written), { "Workflow or operator behavior": "answered" });
  });

  it("take a passed verification where the requirement asks for one", async () => {
    const code = {
      "src/leads/save.ts":
        "export async function save(name: string) {\n  return prisma.lead.create({ name });\n}\n",
    };
    const none = await judged(code);
    assert.deepEqual(none.risks[0]?.says, ["no verification has run on this tree"]);
    const gaps = [{ item: "CRM write actions", owner: "Ada", eta: "2026-12-01" }];
    const owned = await judged(code, { records: { gaps } });
    assert.deepEqual(owned.risks[0]?.says, ["a known gap of Ada, due 2026-12-01"]);
  });
});
