import { strict as assert } from "node:assert";
import { brief } from "../../../src/hooks/brief.ts";
import { refuseCommand } from "../../../src/hooks/decide-command.ts";
import { type EditCase, refuseEdit } from "../../../src/hooks/decide-edit.ts";
import { breachesAtStop, sayBreaches } from "../../../src/hooks/decide-stop.ts";
import { protectedAnywhere } from "../../../src/hooks/protected.ts";
import { gate, MARKER, verdictWith } from "./support.ts";

const CHANGE = "2026-11-20-raise-the-timeout-4f2a9c";
const DOCUMENT = `.lockstep/changes/${CHANGE}/1-clarifying-questions.md`;
const documentOf = () => DOCUMENT;
const LOCKED = [gate(1, "waiting", "The section “Plan” is missing", "Second", "Third"), gate(2, "ahead")];
const CODING = [gate(1, "open"), gate(2, "open"), gate(3, "waiting", "Phase 3 waits for approval")];

async function edit(paths: readonly string[], gates = LOCKED, rest: Partial<EditCase> = {}) {
  const verdict = await verdictWith(gates);
  const protection = { protocols: ["docs/Protocol.md"], openChanges: new Set([CHANGE]) };
  return refuseEdit({ verdict, paths, restored: new Set(), protection, documentOf, ...rest });
}

describe("an edit, judged", () => {
  it("passes when no gate is there, or a phase that codes is current", async () => {
    assert.equal(await edit(["src/a.ts"], []), undefined);
    assert.equal(await edit(["src/a.ts"], CODING), undefined);
  });

  it("is refused in a phase that only plans, with gate, asks and next step in at most six lines", async () => {
    const reason = (await edit(["src/a.ts"]))!;
    assert.match(reason, /phase 1, “Clarifying Questions”/);
    assert.match(reason, /src\/a\.ts/);
    assert.match(reason, /The section “Plan” is missing; Second \(and 1 more\)/);
    assert.match(reason, /Next: complete .*1-clarifying-questions\.md.*AWAITING APPROVAL/);
    assert.ok(reason.split("\n").length <= 6);
  });

  it("says nothing of what the edit itself raised", async () => {
    const gates = [gate(1, "broken", "src/a.ts was edited in phase 1, where only x belongs", "Real")];
    assert.match((await edit(["src/a.ts"], gates))!, /asks: Real\./);
  });

  it("passes when it is the current phase's document, and no other phase's", async () => {
    assert.equal(await edit([DOCUMENT]), undefined);
    assert.ok(await edit([DOCUMENT.replace("/1-", "/2-")]));
    assert.ok(await edit([DOCUMENT, "src/a.ts"]));
  });

  it("is refused for records, configuration, signers and protocols, in any spelling", async () => {
    for (const path of [
      ".lockstep/config.jsonc",
      ".LOCKSTEP/Config.jsonc",
      ".lockstep./config.jsonc",
      ".lockstep/allowed_signers",
      `.lockstep/changes/${CHANGE}/events/x.json`,
      ".lockstep/changes/2020-01-01-closed-000000/1-questions.md",
      "lockstep.config.jsonc",
      "docs/protocol.md",
    ])
      assert.match((await edit([path], []))!, /agents do not edit it/, path);
  });

  it("is refused where the policy cannot be read", async () => {
    const verdict = await verdictWith([]);
    const place = { path: ".lockstep/config.jsonc", line: 3 };
    const broken = {
      rule: "config/invalid",
      severity: "error",
      message: "Broken.",
      place,
      because: [],
    } as const;
    assert.match(
      (await edit(["a.ts"], [], { verdict: { ...verdict, findings: [broken] } }))!,
      /config\.jsonc:3/,
    );
  });

  it("is refused before a component's document is there, for code only", async () => {
    const verdict = await verdictWith([]);
    const place = { path: ".lockstep/config.jsonc", line: 2 };
    const missing = {
      rule: "docs/missing-for-component",
      severity: "info",
      message: "“API service” has no document.",
      place,
      because: [],
    } as const;
    const gates = [{ kind: "documentation", text: "halt", place: { path: "p.md", line: 7 } }] as const;
    const held = { ...verdict, protocol: { ...verdict.protocol, gates }, findings: [missing] };
    assert.match((await edit(["src/a.ts"], [], { verdict: held }))!, /p\.md:7[^]*API service/);
    assert.equal(await edit(["docs/api.md"], [], { verdict: held }), undefined);
    assert.equal(await edit(["test/a.test.ts"], [], { verdict: held }), undefined);
  });
});

describe("files that are protected wherever they lie", () => {
  for (const path of [
    "/ws/.claude/settings.json",
    "/home/ada/.claude/settings.local.json",
    "/ws/.codex/hooks.json",
    "/home/ada/.codex/config.toml",
    "/ws/.github/hooks/lockstep.json",
    "/ws/.gemini/settings.json",
    "/ws/.opencode/plugins/lockstep.js",
    "/ws/.cursor/hooks.json",
    "/ws/.git/hooks/pre-commit",
    "/ws/.git",
    "/ws/.husky/pre-commit",
    "/ws/lefthook.yml",
    "/ws/.GIT/config",
  ])
    it(path, () => assert.ok(protectedAnywhere(path)));
  for (const path of [
    "/ws/.github/workflows/ci.yml",
    "/ws/.gitignore",
    "/ws/.claude/agents/x.md",
    "/ws/src/git/a.ts",
  ])
    it(`not ${path}`, () => assert.equal(protectedAnywhere(path), undefined));
});

describe("a command, judged", () => {
  it("is refused in a phase that only plans, nowhere else", async () => {
    const reason = refuseCommand(await verdictWith(LOCKED), "sed -i s/1/2/ src/a.ts", documentOf)!;
    assert.match(reason, /sed -i/);
    assert.ok(reason.split("\n").length <= 6);
    assert.equal(refuseCommand(await verdictWith(CODING), "rm -rf src", documentOf), undefined);
    assert.equal(refuseCommand(await verdictWith([]), "rm -rf src", documentOf), undefined);
  });
});

describe("the end of a turn, judged", () => {
  it("passes with the marker last, with nothing to close, and when nobody tells what was said", async () => {
    const verdict = await verdictWith(LOCKED);
    assert.deepEqual(breachesAtStop(verdict, [], `Done.\n\n${MARKER}\n`), []);
    assert.deepEqual(breachesAtStop(verdict, [], undefined), []);
    assert.deepEqual(breachesAtStop(await verdictWith([]), ["src/a.ts"], "Done."), []);
  });

  it("is sent back without the marker, with an altered one, with something after it", async () => {
    const verdict = await verdictWith(LOCKED);
    for (const text of ["Done.", `${MARKER}\nOne more thing.`, "=== WAITING FOR APPROVAL ==="]) {
      const breaches = breachesAtStop(verdict, [], text);
      assert.deepEqual(
        breaches.map(({ rule }) => rule),
        ["gate/marker-missing"],
        text,
      );
      assert.ok(sayBreaches(breaches).includes(MARKER));
    }
  });

  it("is sent back when code changed in a phase that only plans", async () => {
    const verdict = await verdictWith(LOCKED);
    const [first, ...more] = breachesAtStop(
      verdict,
      ["docs/a.md", ".lockstep/config.jsonc", "src/a.ts"],
      MARKER,
    );
    assert.equal(first?.rule, "gate/code-too-early");
    assert.deepEqual(first?.place, { path: "src/a.ts", line: 1 });
    assert.deepEqual(more, []);
    assert.ok(sayBreaches([first!]).split("\n").length <= 6);
  });

  it("is sent back with evidence that does not resolve", async () => {
    const verdict = await verdictWith(CODING);
    const place = { path: "audit.md", line: 4 };
    const finding = {
      rule: "evidence/unresolved",
      severity: "error",
      message: "Gone.",
      place,
      because: [],
    } as const;
    const [first] = breachesAtStop({ ...verdict, findings: [finding] }, [], `x\n${MARKER}`);
    assert.match(first!.message, /audit\.md:4/);
  });

  it("says at most six lines however much is wrong", async () => {
    const verdict = await verdictWith(LOCKED);
    const finding = {
      rule: "evidence/unresolved",
      severity: "error",
      message: "Gone.\nReally.",
      place: { path: "audit.md", line: 4 },
      because: [],
    } as const;
    const breaches = breachesAtStop({ ...verdict, findings: [finding, finding] }, ["src/a.ts"], "Done.");
    assert.equal(breaches.length, 4);
    assert.equal(sayBreaches(breaches).split("\n").length, 6);
  });
});

describe("what an agent is told first", () => {
  it("names protocol, phase and next step", async () => {
    const text = brief(await verdictWith(LOCKED), documentOf, "long")!;
    assert.match(text, /“Gated phases” \(lockstep:gated-phases\)/);
    assert.match(text, /phase 1, “Clarifying Questions” of 5, which only plans/);
    assert.match(text, /Next: complete \.lockstep/);
    assert.ok(text.split("\n").length <= 12);
  });

  it("is silent with every prompt where nothing is open", async () => {
    assert.equal(brief(await verdictWith([]), documentOf, "short"), undefined);
    assert.match(brief(await verdictWith(LOCKED), documentOf, "short")!, /^Lockstep:\nNow: phase 1/);
  });
});
