import { strict as assert } from "node:assert";
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openSessions } from "#adapters/hooks/sessions";
import { readTail } from "#adapters/hooks/read-tail";
import { recordViolations } from "#adapters/hooks/violations";
import { ledgerStore } from "#adapters/ledger/store";
import { repositoryWorld } from "#adapters/world";
import { makeRepository, type TestRepository } from "../../support/repository.ts";

describe("what hooks remember", () => {
  let repository: TestRepository;
  let common: string;
  const now = new Date("2026-11-20T12:00:00.000Z");
  beforeEach(() => {
    repository = makeRepository({ a: "a" });
    common = join(repository.root, ".git");
  });
  afterEach(() => repository.dispose());

  it("counts each conversation by itself, across processes", async () => {
    const nothing = { sentBack: 0, recorded: [], told: [] };
    assert.deepEqual(await openSessions(common, now).read("claude", "one"), nothing);
    assert.ok(
      await openSessions(common, now).write("claude", "one", { sentBack: 2, recorded: ["x"], told: [] }),
    );
    assert.deepEqual(await openSessions(common, now).read("claude", "one"), {
      sentBack: 2,
      recorded: ["x"],
      told: [],
    });
    assert.deepEqual(await openSessions(common, now).read("codex", "one"), nothing);
    assert.deepEqual(await openSessions(common, now).read("claude", "two"), nothing);
  });

  it("takes a broken file for nothing remembered, and leaves no temporaries", async () => {
    const sessions = openSessions(common, now);
    await sessions.write("claude", "one", { sentBack: 2, recorded: [], told: [] });
    const folder = join(common, "lockstep/hooks");
    const [name, ...more] = readdirSync(folder);
    assert.deepEqual(more, []);
    for (const text of ["", "{", '{"sentBack":-1,"recorded":[]}', '{"sentBack":1}']) {
      writeFileSync(join(folder, name!), text);
      assert.deepEqual(await sessions.read("claude", "one"), { sentBack: 0, recorded: [], told: [] });
    }
  });

  it("says so when it cannot be kept, and follows no link", async () => {
    mkdirSync(join(common, "lockstep"));
    symlinkSync(repository.root, join(common, "lockstep/hooks"));
    assert.equal(
      await openSessions(common, now).write("a", "b", { sentBack: 1, recorded: [], told: [] }),
      false,
    );
  });

  it("records violations under the agent's name", async () => {
    const { root } = repository;
    const store = ledgerStore({ root, commonDir: common });
    const actor = { kind: "human", name: "Ada", via: "cli" } as const;
    const { change } = await store.openChange({ title: "T", branch: "main" }, { actor, now });
    const opened = await repository.open();
    const world = repositoryWorld({ repository: opened, mode: { is: "working" }, stage: "gate", home: "/" });
    const violation = { rule: "gate/marker-missing", message: "m", phase: 1 };
    assert.equal(await recordViolations(change, [violation], { world, agent: "codex", now }), true);
    const events = (await store.readChange(change)).changes.get(change)!;
    const event = events.find(({ type }) => type === "violation");
    assert.deepEqual(event?.actor, { kind: "agent", name: "codex", via: "hook" });
    assert.equal(
      await recordViolations("2026-11-20-none-000000", [violation], { world, agent: "codex", now }),
      false,
    );
  });

  it("reads the end of a transcript, and no folder", async () => {
    writeFileSync(join(repository.root, "t"), `${"x".repeat(5 * 1024 * 1024)}\nlast\n`);
    assert.equal(await readTail(join(repository.root, "t")), "last\n");
    assert.equal(await readTail(repository.root), undefined);
    assert.equal(await readTail(join(repository.root, "none")), undefined);
  });
});
