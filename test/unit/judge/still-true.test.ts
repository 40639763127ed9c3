import assert from "node:assert/strict";
import { digestsOf, foldChange, type Impact, type Records } from "#core";
import { planStillTrue } from "#acts/still-true";
import { checkMaps, type Files, states } from "../../support/maps.ts";
import { AGENT, event, opening, PERSON } from "../ledger/events.ts";

const before: Files = {
  "src/retry.ts": "export const RETRY_LIMIT = 3;\n",
  "docs/dialer.md": "# Dialer\n\nThe `RETRY_LIMIT` is 3.\n",
};
const after = { ...before, "src/retry.ts": "export const RETRY_LIMIT = 5;\n" };

/** Records in which a person, or an agent, said that the line of an impact stays true. */
function recordsWith(impact: Impact, actor = PERSON): Partial<Records> {
  const data = { place: impact.place, ...digestsOf(impact), reason: "The dialer caps it at three." };
  const said = event("still-true", data, { after: [opening], actor });
  const state = foldChange([opening, said]);
  assert.ok(state);
  return { changes: [state] };
}

async function impactIn(files: Files): Promise<Impact> {
  const [impact] = (await checkMaps({ before, after: files })).impacts;
  assert.ok(impact);
  return impact;
}

describe("still true", () => {
  it("takes the line out of doubt, and says who said so", async () => {
    const verdict = await checkMaps({ before, after, records: recordsWith(await impactIn(after)) });
    assert.deepEqual(verdict.impacts, []);
    assert.deepEqual(
      verdict.confirmed.map(({ impact, reason, who }) => [impact.place.line, reason, who]),
      [[3, "The dialer caps it at three.", "Ada"]],
    );
    assert.equal(states(verdict)["documentation"], "met");
    assert.deepEqual(
      verdict.findings.filter(({ rule }) => rule === "docs/stale-line"),
      [],
    );
  });

  it("holds where the line moved", async () => {
    const records = recordsWith(await impactIn(after));
    const moved = { ...after, "docs/dialer.md": "# Dialer\n\nNew.\n\nThe `RETRY_LIMIT` is 3.\n" };
    assert.deepEqual((await checkMaps({ before, after: moved, records })).impacts, []);
  });

  for (const [what, files] of [
    ["the fact changes again", { "src/retry.ts": "export const RETRY_LIMIT = 7;\n" }],
    ["the line reads otherwise", { "docs/dialer.md": "# Dialer\n\nAlways: the `RETRY_LIMIT` is 3.\n" }],
    ["another document says the same", { "docs/other.md": "The `RETRY_LIMIT` is 3.\n" }],
  ] as const) {
    it(`lapses where ${what}`, async () => {
      const records = recordsWith(await impactIn(after));
      const verdict = await checkMaps({ before, after: { ...after, ...files }, records });
      assert.equal(verdict.impacts.length, 1);
      assert.equal(states(verdict)["documentation"], "owed");
    });
  }

  it("takes no agent's word for it", async () => {
    const records = recordsWith(await impactIn(after), AGENT);
    assert.equal((await checkMaps({ before, after, records })).impacts.length, 1);
  });

  it("is planned for a line in doubt with a reason, and for no other", async () => {
    const verdict = await checkMaps({ before, after });
    const planned = planStillTrue(verdict, { path: "docs/dialer.md", line: 3 }, " The dialer caps it. ");
    assert.ok("plan" in planned);
    assert.deepEqual(planned.plan.records.length, 1);
    for (const [line, reason] of [
      [3, "short"],
      [1, "A reason that is long enough."],
    ] as const)
      assert.ok("refused" in planStillTrue(verdict, { path: "docs/dialer.md", line }, reason));
  });
});
