import { strict as assert } from "node:assert";
import type { RunRecord } from "#core";
import { gather } from "#gather/gather";
import { createMemory } from "#gather/memory";
import { checkMaps, type Files, mapWorld, places, states } from "../../support/maps.ts";

const PROTOCOL = `# Change protocol

| Surface | Requirement |
|---|---|
| Backend logic | Update the code. |
| Repository state | Commit it together. |
| Documentation | Update every document that describes the behaviour. |
| Command surface | Update README.md and the help text. |
| Workflow references | Update docs/specs. |
| Verification | Run the smallest meaningful check. |
`;

const CONFIG = JSON.stringify({
  protocols: ["docs/PROTOCOL.md"],
  surfaces: {
    "backend-logic": { paths: ["src/**"] },
    documentation: { paths: ["docs/*.md", "!docs/PROTOCOL.md"] },
    "command-surface": { paths: ["README.md"] },
    "workflow-references": { paths: ["docs/specs/**"], causes: ["src/approvals/**"] },
  },
  verification: [{ id: "tests", run: "npm test" }],
});

const REPOSITORY: Files = {
  "docs/PROTOCOL.md": PROTOCOL,
  ".lockstep/config.jsonc": CONFIG,
  "src/retry.ts":
    "/** How often we try. */\nexport const RETRY_LIMIT = 3;\n\nexport function again(count: number) {\n  return count < RETRY_LIMIT;\n}\n",
  "src/cli.ts":
    'const options = { "--dry-run": false };\nexport const port = Number(process.env.CRM_PORT ?? 3000);\nexport { options };\n',
  "src/approvals/policy.ts": 'export const APPROVAL_MODE = "draft-first";\n',
  "docs/dialer.md": "# Dialer\n\nThe `RETRY_LIMIT` is 3.\n",
  "docs/other.md": "# Other\n\nNothing about calls.\n",
  "docs/specs/approval.md": "# Approval\n\n`APPROVAL_MODE` is `draft-first`.\n",
  "README.md": "# CRM\n\nUse `--dry-run` to try. `CRM_PORT` is the port.\n",
};

function edited(changes: Files): Files {
  return { ...REPOSITORY, ...changes };
}

const RETRY_5 = REPOSITORY["src/retry.ts"]!.replace("= 3", "= 5");

describe("surfaces", () => {
  it("are untouched where nothing changed", async () => {
    const verdict = await checkMaps({ before: REPOSITORY, after: REPOSITORY });
    assert.deepEqual(new Set(Object.values(states(verdict))), new Set(["untouched"]));
    assert.deepEqual(verdict.findings, []);
    assert.equal(verdict.summary.inStep, true);
  });

  it("owe the document line that still says the old value", async () => {
    const verdict = await checkMaps({ before: REPOSITORY, after: edited({ "src/retry.ts": RETRY_5 }) });
    assert.deepEqual(states(verdict), {
      "backend-logic": "met",
      "repository-state": "met",
      documentation: "owed",
      "command-surface": "untouched",
      "workflow-references": "untouched",
      verification: "owed",
    });
    assert.deepEqual(places(verdict), [
      "surface/docs-behind-code src/retry.ts:2",
      "docs/stale-line docs/dialer.md:3",
      "surface/verification-missing src/retry.ts:2",
    ]);
    const [finding] = verdict.findings;
    assert.equal(finding?.message, "RETRY_LIMIT is now 5 here; docs/dialer.md:3 still says 3.");
    assert.deepEqual(finding?.because[0], {
      path: "docs/dialer.md",
      line: 3,
      says: "The `RETRY_LIMIT` is 3.",
    });
    assert.equal(finding?.because[1]?.path, "docs/PROTOCOL.md");
  });

  it("are met when that line says the new value", async () => {
    const after = edited({
      "src/retry.ts": RETRY_5,
      "docs/dialer.md": "# Dialer\n\nThe `RETRY_LIMIT` is 5.\n",
    });
    const verdict = await checkMaps({ before: REPOSITORY, after });
    assert.equal(states(verdict)["documentation"], "met");
    assert.deepEqual(places(verdict), ["surface/verification-missing src/retry.ts:2"]);
  });

  for (const [what, changes] of [
    ["a blank line in the document", { "docs/dialer.md": "# Dialer\n\n\nThe `RETRY_LIMIT` is 3.\n" }],
    ["a blank line in another document", { "docs/other.md": "# Other\n\n\nNothing about calls.\n" }],
    ["a sentence about something else", { "docs/other.md": "# Other\n\nNothing about calls at all.\n" }],
  ] as const) {
    it(`stay owed after ${what}`, async () => {
      const verdict = await checkMaps({
        before: REPOSITORY,
        after: edited({ "src/retry.ts": RETRY_5, ...changes }),
      });
      assert.equal(states(verdict)["documentation"], "owed");
    });
  }

  for (const [what, text] of [
    ["a comment", REPOSITORY["src/retry.ts"]!.replace("How often we try.", "The most attempts.")],
    [
      "formatting",
      REPOSITORY["src/retry.ts"]!.replace(
        "(count: number) {\n  return count < RETRY_LIMIT;\n}",
        "(\n    count: number,\n) {\n    return count < RETRY_LIMIT\n}",
      ),
    ],
    ["a local name", REPOSITORY["src/retry.ts"]!.replaceAll("count", "tries")],
  ] as const) {
    it(`owe nothing for ${what}`, async () => {
      const verdict = await checkMaps({ before: REPOSITORY, after: edited({ "src/retry.ts": text }) });
      const { "repository-state": _, ...rest } = states(verdict);
      assert.deepEqual(new Set(Object.values(rest)), new Set(["untouched"]));
      assert.deepEqual(verdict.findings, []);
    });
  }

  it("owe nothing for a change of documents alone", async () => {
    const verdict = await checkMaps({
      before: REPOSITORY,
      after: edited({ "docs/dialer.md": "# Dialer\n\nThe `RETRY_LIMIT` is three.\n" }),
    });
    assert.deepEqual(verdict.findings, []);
    assert.equal(Object.values(states(verdict)).includes("owed"), false);
  });

  it("owe a document for behaviour that none speaks of, when they open always", async () => {
    const after = edited({
      "src/retry.ts": `${REPOSITORY["src/retry.ts"]}export function giveUp() {\n  return 0;\n}\n`,
    });
    const verdict = await checkMaps({ before: REPOSITORY, after });
    assert.equal(states(verdict)["documentation"], "owed");
    const documented = { ...after, "docs/other.md": "# Other\n\n`giveUp` ends a call.\n" };
    assert.equal(states(await checkMaps({ before: REPOSITORY, after: documented }))["documentation"], "met");
  });

  it("owe the command surface for a flag that was renamed", async () => {
    const text = REPOSITORY["src/cli.ts"]!.replace("--dry-run", "--preview");
    const verdict = await checkMaps({ before: REPOSITORY, after: edited({ "src/cli.ts": text }) });
    assert.equal(states(verdict)["command-surface"], "owed");
    const readme = REPOSITORY["README.md"]!.replace("--dry-run", "--preview");
    const after = edited({ "src/cli.ts": text, "README.md": readme });
    assert.equal(states(await checkMaps({ before: REPOSITORY, after }))["command-surface"], "met");
  });

  it("owe the workflow references for what the configuration says causes them", async () => {
    const text = REPOSITORY["src/approvals/policy.ts"]!.replace("draft-first", "send-now");
    const verdict = await checkMaps({
      before: REPOSITORY,
      after: edited({ "src/approvals/policy.ts": text }),
    });
    assert.equal(states(verdict)["workflow-references"], "owed");
  });

  it("name a document that a deleted file breaks", async () => {
    const before = edited({ "docs/other.md": "# Other\n\nSee [the code](../src/retry.ts).\n" });
    const { "src/retry.ts": _, ...after } = before;
    const verdict = await checkMaps({ before, after });
    assert.ok(places(verdict).includes("docs/broken-reference docs/other.md:3"), places(verdict).join("\n"));
  });

  it("without a protocol of their own are owed only where a line became false", async () => {
    const { "docs/PROTOCOL.md": _, ".lockstep/config.jsonc": __, ...before } = REPOSITORY;
    const added = {
      ...before,
      "src/retry.ts": `${before["src/retry.ts"]}export function giveUp() {\n  return 0;\n}\n`,
    };
    assert.deepEqual((await checkMaps({ before, after: added })).findings, []);
    const changed = { ...before, "src/retry.ts": RETRY_5 };
    const verdict = await checkMaps({ before, after: changed });
    assert.deepEqual(places(verdict), [
      "surface/docs-behind-code src/retry.ts:2",
      "docs/stale-line docs/dialer.md:3",
    ]);
  });
});

describe("a decision “not needed”", () => {
  const after = edited({ "src/retry.ts": RETRY_5 });

  async function decision() {
    const verdict = await checkMaps({ before: REPOSITORY, after });
    const covers = verdict.surfaces.find(({ id }) => id === "documentation")?.covers ?? [];
    return {
      surface: "documentation",
      reason: "measured, not promised",
      who: "Ada",
      when: "2026-11-21T00:00:00Z",
      covers,
    };
  }

  it("holds for the content it was made for", async () => {
    const verdict = await checkMaps({
      before: REPOSITORY,
      after,
      records: { notNeeded: [await decision()] },
    });
    assert.equal(states(verdict)["documentation"], "not-needed");
    assert.deepEqual(places(verdict), ["surface/verification-missing src/retry.ts:2"]);
  });

  it("lapses when a file it covers changes again", async () => {
    const again = edited({ "src/retry.ts": REPOSITORY["src/retry.ts"]!.replace("= 3", "= 7") });
    const verdict = await checkMaps({
      before: REPOSITORY,
      after: again,
      records: { notNeeded: [await decision()] },
    });
    assert.equal(states(verdict)["documentation"], "owed");
    assert.ok(places(verdict).includes("surface/not-needed-stale src/retry.ts:2"));
  });
});

describe("verification", () => {
  const after = edited({
    "src/retry.ts": RETRY_5,
    "docs/dialer.md": "# Dialer\n\nThe `RETRY_LIMIT` is 5.\n",
  });

  it("is stale when the recorded runs are of another tree", async () => {
    const runs = [
      {
        covers: ["tests"],
        command: "npm test",
        outputDigest: "sha256:0",
        exit: 0,
        when: "2026-11-21T00:00:00Z",
        tree: "another",
      },
    ];
    const verdict = await checkMaps({ before: REPOSITORY, after, records: { runs } });
    assert.deepEqual(places(verdict), ["surface/verification-stale src/retry.ts:2"]);
    assert.deepEqual(
      verdict.runs.map(({ command, state }) => [command, state]),
      [["npm test", "stale"]],
    );
  });

  describe("where nothing is configured", () => {
    const { verification: _, ...rest } = JSON.parse(CONFIG) as Record<string, unknown>;
    const bare = { ...REPOSITORY, ".lockstep/config.jsonc": JSON.stringify(rest) };
    const maps = { before: bare, after: { ...after, ".lockstep/config.jsonc": JSON.stringify(rest) } };
    const run = (command: string, more: Partial<RunRecord> = {}): RunRecord => ({
      covers: [],
      command,
      outputDigest: "sha256:0",
      exit: 0,
      when: "2026-11-21T00:00:00Z",
      tree: "another",
      ...more,
    });
    const judged = async (...runs: RunRecord[]) => {
      const { surfaces, runs: all } = await checkMaps({ ...maps, records: { runs } });
      const surface = surfaces.find(({ id }) => id === "verification");
      return [surface?.state, surface?.obligations[0]?.says, ...all.map(({ state }) => state)];
    };

    it("is met by runs that looked at everything that changed, as it is, and did not fail", async () => {
      const snapshot = await gather(mapWorld(maps), createMemory());
      const id = snapshot.files.find(({ path }) => path === "src/retry.ts")?.afterId ?? "";
      const files = [{ path: "src/retry.ts", id }];
      const fresh = { tree: snapshot.digest };
      assert.deepEqual(await judged(), ["owed", "No verification has run on this tree."]);
      assert.deepEqual(await judged(run("node --check src/retry.ts", { files })), [
        "met",
        undefined,
        "passed",
      ]);
      assert.deepEqual(await judged(run("node --check x", { files: [{ path: "x", id }], ...fresh })), [
        "owed",
        "Not everything that changed is verified; run the rest of the verification.",
        "passed",
      ]);
      assert.deepEqual(await judged(run("npm test", fresh), run("npm test")), ["met", undefined, "passed"]);
      assert.deepEqual(await judged(run("npm test", fresh), run("npm run lint", { ...fresh, exit: 2 })), [
        "owed",
        "npm run lint exited with 2 on this tree.",
        "passed",
        "failed",
      ]);
    });

    it("is owed where a command came to no result, which takes no earlier result away", async () => {
      const fresh = { tree: (await gather(mapWorld(maps), createMemory())).digest };
      const gap = run("npm test", { ...fresh, exit: -1, gap: "no-consent" });
      assert.deepEqual(await judged(gap), [
        "owed",
        "npm test has no result: nobody agreed to run it.",
        "no-result",
      ]);
      assert.deepEqual(await judged(run("npm test", fresh), gap), ["met", undefined, "passed"]);
      assert.deepEqual(await judged(run("npm test"), gap), [
        "owed",
        "npm test has no result: nobody agreed to run it.",
        "no-result",
      ]);
      assert.deepEqual(await judged(run("npm test", { exit: -1, gap: "cancelled" })), [
        "owed",
        "No verification has run on this tree.",
      ]);
    });
  });
});

describe("severities", () => {
  const after = edited({ "src/retry.ts": RETRY_5 });

  it("are milder while somebody works", async () => {
    const verdict = await checkMaps({ before: REPOSITORY, after, stage: "working" });
    assert.deepEqual(new Set(verdict.findings.map(({ severity }) => severity)), new Set(["info"]));
  });

  it("are errors in CI", async () => {
    const verdict = await checkMaps({ before: REPOSITORY, after, stage: "ci" });
    assert.deepEqual(new Set(verdict.findings.map(({ severity }) => severity)), new Set(["error"]));
  });

  it("follow the configuration, by rule and by group", async () => {
    const config = JSON.stringify({
      ...JSON.parse(CONFIG),
      rules: { "surface/*": "off", "docs/stale-line": "hint" },
    });
    const verdict = await checkMaps({
      before: edited({ ".lockstep/config.jsonc": config }),
      after: { ...after, ".lockstep/config.jsonc": config },
    });
    assert.deepEqual(
      verdict.findings.map(({ rule, severity }) => `${rule} ${severity}`),
      ["docs/stale-line hint"],
    );
  });
});

describe("a wrong configuration", () => {
  it("is an error at its line, and a default protocol still judges", async () => {
    const broken = edited({ ".lockstep/config.jsonc": '{\n  "surfacs": {}\n}' });
    const verdict = await checkMaps({ before: broken, after: { ...broken, "src/retry.ts": RETRY_5 } });
    assert.ok(places(verdict).includes("config/invalid .lockstep/config.jsonc:2"));
    assert.equal(states(verdict)["documentation"], "owed");
  });

  it("names bindings to surfaces and files that are not there", async () => {
    const config = JSON.stringify({ surfaces: { nonsense: { paths: ["nowhere/**"] } } }, null, 1);
    const files = edited({ ".lockstep/config.jsonc": config });
    assert.deepEqual(places(await checkMaps({ before: files, after: files })), [
      "config/unknown-surface .lockstep/config.jsonc:3",
      "config/glob-matches-nothing .lockstep/config.jsonc:4",
    ]);
  });

  it("names a protocol that is not there", async () => {
    const config = '{\n "protocols": ["docs/none.md", "lockstep:nothing"]\n}';
    const files = edited({ ".lockstep/config.jsonc": config });
    const verdict = await checkMaps({ before: files, after: files });
    assert.deepEqual(
      places(verdict).filter((place) => place.startsWith("config/protocol-missing")),
      [
        "config/protocol-missing .lockstep/config.jsonc:2",
        "config/protocol-missing .lockstep/config.jsonc:2",
      ],
    );
  });
});
