import { strict as assert } from "node:assert";
import { checkMaps, type Files, places } from "../../support/maps.ts";

const PROTOCOL = `# Change protocol

| Surface | Requirement |
|---|---|
| Backend logic | Update the code. |
| Deployment | Bring the manifests along. |

## Redundancy

| Component | Function | Why redundancy is critical |
|---|---|---|
| Primary Database | Holds the data | A loss is for good |
| Workers | Carry out work | Late work is lost |

## Self-audit

| Checklist item | Result | Evidence |
|---|---|---|
| Tests added & passing | | |
| Blue ocean | | |
`;

const BOUND = {
  protocols: ["docs/PROTOCOL.md"],
  surfaces: { deployment: { paths: ["k8s/**"], causes: ["src/**"] } },
  components: {
    "primary-database": { documents: ["docs/db/**"], rollback: ["docs/rollback/**"] },
    workers: { documents: ["docs/workers.md"] },
  },
  audit: { "blue-ocean": { run: "tests" } },
  verification: [{ id: "tests", run: "npm test" }],
};

function files(config: object, more: Files = {}): Files {
  return {
    "docs/PROTOCOL.md": PROTOCOL,
    ".lockstep/config.jsonc": JSON.stringify(config, null, 1),
    "src/a.ts": "export const a = 1;\n",
    "k8s/app.yaml": "a: 1\n",
    "docs/db/schema.md": "# Schema\n",
    "docs/rollback/db.md": "# Back\n",
    "docs/workers.md": "# Workers\n",
    ...more,
  };
}

/** The findings on a tree that did not change: `rule path:line`. */
async function standing(config: object, more: Files = {}): Promise<string[]> {
  const all = files(config, more);
  return places(await checkMaps({ before: all, after: all }));
}

/** The line of a text in the configuration. */
function line(config: object, text: string): number {
  const lines = JSON.stringify(config, null, 1).split("\n");
  return lines.findIndex((one) => one.includes(text)) + 1;
}

describe("bindings", () => {
  it("of everything leave nothing to say", async () => {
    assert.deepEqual(await standing(BOUND), []);
  });

  it("of names no protocol has are findings at their line", async () => {
    const config = {
      ...BOUND,
      components: { ...BOUND.components, cache: { documents: ["docs/**"] } },
      audit: { ...BOUND.audit, weather: {}, "tests-added-passing": { run: "nightly" } },
      packages: { "packages/*": { surfaces: { moon: {} } } },
    };
    assert.deepEqual(await standing(config), [
      `config/unknown-surface .lockstep/config.jsonc:${line(config, '"moon"')}`,
      `config/unknown-component .lockstep/config.jsonc:${line(config, '"cache"')}`,
      `config/unknown-audit-item .lockstep/config.jsonc:${line(config, '"weather"')}`,
      `config/unknown-verification .lockstep/config.jsonc:${line(config, '"nightly"')}`,
    ]);
  });

  it("of audit items may name the checklist where the protocol has no self-audit", async () => {
    const own = "# P\n\n| Surface | Requirement |\n|---|---|\n| Code | Update |\n\n- [ ] Tests pass\n";
    const config = { protocols: ["docs/PROTOCOL.md"], audit: { "tests-pass": {}, "tests-fail": {} } };
    assert.deepEqual(await standing(config, { "docs/PROTOCOL.md": own }), [
      `config/unknown-audit-item .lockstep/config.jsonc:${line(config, "tests-fail")}`,
    ]);
  });
});

describe("the documents of a component", () => {
  const { "docs/db/schema.md": _, "docs/rollback/db.md": __, ...without } = files(BOUND);

  it("are owed as long as there is none, and by the change that takes the last one", async () => {
    const verdict = await checkMaps({ before: files(BOUND), after: without, stage: "ci" });
    assert.deepEqual(
      verdict.findings.map(({ rule, severity, place, because }) => [
        rule,
        severity,
        place.line,
        `${because[0]?.path}:${because[0]?.line}`,
      ]),
      [
        ["docs/missing-for-component", "error", line(BOUND, "docs/db/**") - 1, "docs/PROTOCOL.md:12"],
        ["docs/rollback-missing", "error", line(BOUND, "docs/rollback/**") - 1, "docs/PROTOCOL.md:12"],
      ],
    );
    assert.match(
      verdict.findings[0]?.message ?? "",
      /^“Primary Database” has no document: .* docs\/db\/\*\*/,
    );
  });

  for (const [stage, severity] of [
    ["working", "info"],
    ["gate", "warning"],
  ] as const)
    it(`are ${severity} at the stage ${stage}`, async () => {
      const verdict = await checkMaps({ before: without, after: without, stage });
      assert.deepEqual(
        verdict.findings.map((finding) => finding.severity),
        [severity, severity],
      );
    });

  it("can be begun from a template where the globs name a place for them", async () => {
    const begun = async (documents: readonly string[]): Promise<unknown[]> => {
      const config = { ...BOUND, components: { "primary-database": { documents } } };
      const map = { ...without, ".lockstep/config.jsonc": JSON.stringify(config) };
      const { findings } = await checkMaps({ before: map, after: map });
      return findings.flatMap(({ fixes = [] }) => fixes.map(({ begins }) => begins?.path));
    };
    assert.deepEqual(await begun(["docs/db/**"]), ["docs/db/primary-database.md"]);
    assert.deepEqual(await begun(["docs/storage/*.rst", "!docs/storage/old.rst"]), [
      "docs/storage/primary-database.rst",
    ]);
    assert.deepEqual(await begun(["docs/database.md"]), ["docs/database.md"]);
    assert.deepEqual(await begun(["docs/*/[ab].md", "src/*.sql"]), []);
    const { findings } = await checkMaps({ before: without, after: without });
    const texts = findings.map(({ fixes = [] }) => fixes[0]?.begins?.text ?? "");
    assert.match(
      texts[0] ?? "",
      /^# Primary Database\n\nHolds the data\n\nA loss is for good\n\n## Interfaces\n/,
    );
    assert.match(texts[1] ?? "", /^# Rolling back a change to Primary Database\n\n## When to roll back\n/);
  });

  it("are not looked for where the protocol has no such component", async () => {
    const config = { ...BOUND, components: { ...BOUND.components, cache: { documents: ["nowhere/**"] } } };
    assert.deepEqual(await standing(config), [
      `config/unknown-component .lockstep/config.jsonc:${line(config, '"cache"')}`,
    ]);
  });
});

describe("names that are bound to nothing", () => {
  const bare = { protocols: ["docs/PROTOCOL.md"] };

  it("are said on the protocol's line, without a warning", async () => {
    const all = files(bare);
    const verdict = await checkMaps({ before: all, after: all });
    assert.deepEqual(places(verdict), [
      "protocol/unbound docs/PROTOCOL.md:6",
      "protocol/unbound docs/PROTOCOL.md:12",
      "protocol/unbound docs/PROTOCOL.md:13",
      "protocol/unbound docs/PROTOCOL.md:20",
    ]);
    assert.deepEqual(verdict.summary, { errors: 0, warnings: 0, infos: 4, inStep: true });
    const working = await checkMaps({ before: all, after: all, stage: "working" });
    assert.deepEqual(new Set(working.findings.map(({ severity }) => severity)), new Set(["hint"]));
  });

  it("are no audit items that a probe knows by their words", async () => {
    const all = files(bare);
    const { findings } = await checkMaps({ before: all, after: all });
    assert.equal(
      findings.some(({ message }) => message.includes("Tests added")),
      false,
    );
  });

  it("are components without rollback documents where the protocol demands them", async () => {
    const demanding = `${PROTOCOL}\n## Rules\n\n- Document rollback procedures for each component.\n`;
    assert.deepEqual(await standing(BOUND, { "docs/PROTOCOL.md": demanding }), [
      "protocol/unbound docs/PROTOCOL.md:13",
    ]);
  });

  it("are none of a built-in protocol", async () => {
    assert.deepEqual(await standing({ protocols: ["lockstep:documentation-gates"] }), []);
  });
});
