import assert from "node:assert/strict";
import { checkMaps } from "../../support/maps.ts";
import { CRM, edited } from "./crm.ts";

const AUDIT = `## Self-Audit

| Checklist item | Result | Evidence (file:line) | Follow-up |
|---|---|---|---|
| Migrations generated | Fail | prisma/schema.prisma:61 | Generate it |

## KNOWN GAPS

| Gap | Owner | ETA |
|---|---|---|
| Migrations generated | Ada | 2026-12-15 |
`;

describe("known gaps", () => {
  it("are those of documents, and of the record what no document lists", async () => {
    const gap = (item: string) => ({ item, owner: "Ada", eta: "2026-12-15" });
    const { audit } = await checkMaps({
      before: CRM,
      after: edited({ "docs/audit.md": AUDIT }),
      records: { gaps: [gap("Migrations generated"), gap("Containers run")] },
    });
    assert.deepEqual(
      audit?.gaps.map(({ item, place }) => [item, place?.path]),
      [
        ["Migrations generated", "docs/audit.md"],
        ["Containers run", undefined],
      ],
    );
  });
});
