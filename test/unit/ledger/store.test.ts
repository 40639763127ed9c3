import assert from "node:assert/strict";
import * as fs from "node:fs";
import { join } from "node:path";
import { currentChange, eventsFolder, foldLedger, verifyShape, type EventDraft } from "#core";
import { ledgerReader } from "../../../src/adapters/ledger/ledger-reader.ts";
import { recordNotNeeded } from "../../../src/adapters/ledger/record-on-branch.ts";
import { ledgerStore, type By } from "../../../src/adapters/ledger/store.ts";
import { AGENT, PERSON } from "./events.ts";
import { temporaryFolder } from "./temporary.ts";

const by: By = { actor: PERSON, now: new Date("2026-11-20T23:06:01.123Z") };
const comment = (text: string): EventDraft => ({ type: "comment", data: { text } });

function house() {
  const root = temporaryFolder();
  const commonDir = join(root, ".git");
  fs.mkdirSync(commonDir);
  return { root, commonDir, store: ledgerStore({ root, commonDir }) };
}

const isTrouble = (code: string) => (error: Error) =>
  error.name === "LedgerTrouble" && "code" in error && error.code === code;

describe("the ledger store", () => {
  it("opens a change and records in it, a file per event, each following the last", async () => {
    const { root, store, commonDir } = house();
    const open = await store.openChange({ title: "Raise the Timeout!", branch: "timeout" }, by);
    assert.match(open.change, /^2026-11-20-raise-the-timeout-[0-9a-f]{6}$/);
    const first = await store.record(open.change, comment("one"), by);
    const second = await store.record(open.change, comment("two"), by);
    assert.deepEqual([first.parents, second.parents], [[open.id], [first.id]]);
    const folder = join(root, eventsFolder(open.change));
    assert.equal(fs.readdirSync(folder).length, 3);
    assert.deepEqual(fs.readdirSync(join(root, ".lockstep")).sort(), [
      ".gitattributes",
      ".gitignore",
      "changes",
    ]);
    assert.equal(fs.readdirSync(join(commonDir, "lockstep/journal")).length, 3);
    const ledger = await store.readChanges();
    assert.deepEqual([ledger.changes.get(open.change)?.length, ledger.quarantined], [3, []]);
    assert.deepEqual(verifyShape(ledger), []);
  });

  it("follows what other writers wrote", async () => {
    const { root, commonDir, store } = house();
    const other = ledgerStore({ root, commonDir });
    const open = await store.openChange({ title: "x" }, by);
    const theirs = await other.record(open.change, comment("theirs"), by);
    const ours = await store.record(open.change, comment("ours"), by);
    assert.deepEqual(ours.parents, [theirs.id]);
    fs.rmSync(join(root, eventsFolder(open.change)), { recursive: true });
    fs.mkdirSync(join(root, eventsFolder(open.change)));
    assert.deepEqual((await store.record(open.change, comment("alone"), by)).parents, []);
  });

  it("names at most 64 of many heads as parents and loses none", async () => {
    const { root, store } = house();
    const open = await store.openChange({ title: "x" }, by);
    await Promise.all(
      Array.from({ length: 100 }, (_, i) => ledgerStore({ root }).record(open.change, comment(`${i}`), by)),
    );
    const next = await store.record(open.change, comment("last"), by);
    assert.ok(next.parents.length <= 64);
    const ledger = await store.readChange(open.change);
    assert.equal(ledger.changes.get(open.change)?.length, 102);
    assert.deepEqual(verifyShape(ledger), []);
  });

  it("signs an event's id where its writer signs", async () => {
    const { store } = house();
    const seen: string[] = [];
    const open = await store.openChange({ title: "x" }, by);
    const sign = async (id: string) => {
      seen.push(id);
      return "QUJD";
    };
    const event = await store.record(open.change, comment("x"), { ...by, sign });
    assert.deepEqual([seen, event.sig], [[event.id], "QUJD"]);
  });

  it("reads the same from a tree of any kind", async () => {
    const { root, store } = house();
    const { change } = await store.openChange({ title: "x", branch: "b" }, by);
    await store.record(change, comment("x"), by);
    fs.writeFileSync(join(root, eventsFolder(change), "note.txt"), "hello");
    const files = new Map<string, string>([["src/a.ts", "x"]]);
    for (const name of fs.readdirSync(join(root, eventsFolder(change)))) {
      const path = `${eventsFolder(change)}/${name}`;
      files.set(path, fs.readFileSync(join(root, path), "utf8"));
    }
    const tree = { ids: async () => files, read: async (path: string) => files.get(path) };
    const { ledger: fromTree } = await ledgerReader()(tree);
    assert.deepEqual(fromTree, await store.readChanges());
    assert.deepEqual(
      fromTree.quarantined.map(({ path, fault }) => [path.split("/").at(-1), fault]),
      [["note.txt", "not-json"]],
    );
    assert.equal(currentChange(foldLedger(fromTree), "b")?.change, change);
  });

  it("quarantines what is no regular file, without opening it", async () => {
    const { root, store } = house();
    const { change } = await store.openChange({ title: "x" }, by);
    const folder = join(root, eventsFolder(change));
    const [name] = fs.readdirSync(folder);
    fs.symlinkSync(join(folder, name!), join(folder, "link.json"));
    fs.mkdirSync(join(folder, "folder.json"));
    fs.writeFileSync(join(folder, "huge.json"), "x".repeat(200_000));
    fs.writeFileSync(join(folder, "bytes.json"), Buffer.from([0xff, 0xfe, 0x00]));
    const { execFileSync } = await import("node:child_process");
    execFileSync("mkfifo", [join(folder, "pipe.json")]);
    const { quarantined, changes } = await store.readChanges();
    assert.equal(quarantined.length, 5);
    assert.ok(quarantined.every(({ fault }) => fault === "not-a-file"));
    assert.equal(changes.get(change)?.length, 1);
    assert.equal((await store.record(change, comment("still writes"), by)).parents.length, 1);
  });

  it("refuses to write or read through a link", async () => {
    for (const path of [".lockstep", ".lockstep/changes"]) {
      const { root, store } = house();
      const outside = temporaryFolder();
      fs.mkdirSync(join(root, path, ".."), { recursive: true });
      fs.symlinkSync(outside, join(root, path));
      await assert.rejects(store.openChange({ title: "x" }, by), isTrouble("unsafe-path"));
      await assert.rejects(store.readChanges(), isTrouble("unsafe-path"));
      assert.deepEqual(fs.readdirSync(outside), []);
    }
    const { root, store } = house();
    const { change } = await store.openChange({ title: "x" }, by);
    const outside = temporaryFolder();
    fs.rmSync(join(root, eventsFolder(change)), { recursive: true });
    fs.symlinkSync(outside, join(root, eventsFolder(change)));
    await assert.rejects(store.record(change, comment("x"), by), isTrouble("unsafe-path"));
    assert.deepEqual(fs.readdirSync(outside), []);
    fs.rmSync(join(root, eventsFolder(change)));
    fs.writeFileSync(join(root, eventsFolder(change)), "a file");
    await assert.rejects(store.record(change, comment("x"), by), isTrouble("unsafe-path"));
  });

  it("works where the root itself is reached through a link", async () => {
    const { root } = house();
    const link = join(temporaryFolder(), "link");
    fs.symlinkSync(root, link);
    const { change } = await ledgerStore({ root: link }).openChange({ title: "x" }, by);
    assert.ok(fs.existsSync(join(root, eventsFolder(change))));
  });

  it("records only in changes that are there, under names that are ids", async () => {
    const { store } = house();
    await assert.rejects(store.record("2026-11-20-x-000000", comment("x"), by), isTrouble("unknown-change"));
    await assert.rejects(store.record("../../etc", comment("x"), by), isTrouble("unknown-change"));
    await assert.rejects(store.readChange("../../etc"), isTrouble("unknown-change"));
    await assert.rejects(store.openChange({ title: "" }, by), isTrouble("refused"));
  });

  it("sweeps what dead writers left, and nothing else", async () => {
    const { root, commonDir, store } = house();
    const { change } = await store.openChange({ title: "x" }, by);
    const own = join(root, ".lockstep/changes", change);
    const journal = join(commonDir, "lockstep/journal");
    const now = new Date();
    const old = new Date(now.getTime() - 2 * 3_600_000);
    for (const folder of [own, journal, join(root, ".lockstep")]) {
      fs.writeFileSync(join(folder, ".tmp-4194305-00ff"), "dead");
      fs.writeFileSync(join(folder, `.tmp-${process.pid}-00ff`), "ours");
      fs.writeFileSync(join(folder, `.tmp-${process.pid}-00aa`), "ours, old");
      fs.utimesSync(join(folder, `.tmp-${process.pid}-00aa`), old, old);
      fs.writeFileSync(join(folder, ".tmp-notes"), "somebody's");
    }
    await ledgerStore({ root, commonDir }).record(change, comment("x"), { ...by, now });
    for (const folder of [own, journal, join(root, ".lockstep")]) {
      assert.deepEqual(
        fs.readdirSync(folder).filter((name) => name.startsWith(".tmp-")),
        [`.tmp-${process.pid}-00ff`, ".tmp-notes"],
      );
    }
  });

  it("keeps what a team wrote into its own ignore file", async () => {
    const { root, store } = house();
    fs.mkdirSync(join(root, ".lockstep"));
    fs.writeFileSync(join(root, ".lockstep/.gitignore"), "mine\n");
    await store.openChange({ title: "x" }, by);
    assert.equal(fs.readFileSync(join(root, ".lockstep/.gitignore"), "utf8"), "mine\n");
  });

  it("restores from the journal what was cleaned away", async () => {
    const { root, store } = house();
    const { change } = await store.openChange({ title: "x" }, by);
    await store.record(change, comment("x"), { ...by, sign: async () => "QUJD" });
    const before = await store.readChanges();
    fs.rmSync(join(root, ".lockstep"), { recursive: true });
    assert.equal((await store.readChanges()).changes.size, 0);
    await store.restore(await store.journal(), by.now);
    assert.deepEqual(await store.readChanges(), before);
  });

  it("records without the second copy where the git directory may not be written", async () => {
    const { root } = house();
    const commonDir = join(root, ".git");
    const readOnly = new Proxy(fs.promises, {
      get: (target, key) =>
        key === "mkdir"
          ? async (path: string) => {
              if (path.startsWith(commonDir)) throw Object.assign(new Error("read-only"), { code: "EROFS" });
              return target.mkdir(path);
            }
          : (Reflect.get(target, key) as unknown),
    });
    const store = ledgerStore({ root, commonDir, disk: readOnly });
    const { id, change } = await store.openChange({ title: "x" }, by);
    assert.equal((await store.readChange(change)).changes.get(change)?.[0]?.id, id);
    assert.deepEqual(await store.journal(), []);
  });

  it("is not kept from recording by what cannot be swept", async () => {
    const { root, store } = house();
    const { change } = await store.openChange({ title: "x" }, by);
    fs.mkdirSync(join(root, ".lockstep/changes", change, ".tmp-4194305-00ff"));
    const other = ledgerStore({ root });
    assert.equal((await other.record(change, comment("x"), by)).parents.length, 1);
  });

  it("leaves files of the journal alone that are no events", async () => {
    const { commonDir, store } = house();
    const { id } = await store.openChange({ title: "x" }, by);
    const journal = join(commonDir, "lockstep/journal");
    fs.writeFileSync(join(journal, "0".repeat(64) + ".json"), fs.readFileSync(join(journal, `${id}.json`)));
    fs.writeFileSync(join(journal, "x.json"), "null");
    fs.writeFileSync(join(journal, "y.json"), "{");
    assert.deepEqual(
      (await store.journal()).map((event) => event.id),
      [id],
    );
  });
});

describe("a branch's change", () => {
  it("is opened by the first record and found by the next", async () => {
    const { store } = house();
    const covers = [{ path: "src/a.ts", before: "1", after: "2" }];
    const said = { surface: "documentation", reason: "internal rename only", covers };
    const [one] = await recordNotNeeded(store, "feature/x", said, by);
    const [two] = await recordNotNeeded(store, "feature/x", { ...said, surface: "verification" }, by);
    assert.equal(one?.change, two?.change);
    const state = currentChange(foldLedger(await store.readChanges()), "feature/x");
    assert.deepEqual(
      state?.notNeeded.map(({ surface, reason, covers: files, by: who, at }) => [
        surface,
        reason,
        files,
        who.name,
        at,
      ]),
      [
        ["documentation", "internal rename only", covers, "Ada", "2026-11-20T23:06:01.123Z"],
        ["verification", "internal rename only", covers, "Ada", "2026-11-20T23:06:01.123Z"],
      ],
    );
    const [other] = await recordNotNeeded(store, "feature/y", said, by);
    assert.notEqual(other?.change, one?.change);
    const [detached] = await recordNotNeeded(store, undefined, said, by);
    const [again] = await recordNotNeeded(store, "", said, by);
    assert.equal(detached?.change, again?.change);
    assert.notEqual(detached?.change, one?.change);
  });

  it("is the same for processes that open it at the same time", async () => {
    const { root } = house();
    const states = await Promise.all(
      Array.from({ length: 8 }, () => ledgerStore({ root }).changeOf("b", by)),
    );
    assert.equal(new Set(states.map(({ change }) => change)).size, 1);
  });

  it("is a new one after the last was closed", async () => {
    const { store } = house();
    const first = await store.changeOf("b", by);
    await store.record(first.change, { type: "close", data: { outcome: "done" } }, by);
    const second = await store.changeOf("b", by);
    assert.notEqual(second.change, first.change);
    assert.equal((await store.changeOf("b", by)).change, second.change);
  });

  it("takes a decision about a thousand files in several events", async () => {
    const { store } = house();
    const covers = Array.from({ length: 1000 }, (_, i) => ({
      path: `packages/some-package/src/features/feature-${i}/index.ts`,
      before: "a".repeat(40),
      after: "b".repeat(40),
    }));
    const events = await recordNotNeeded(
      store,
      "b",
      { surface: "docs", reason: "a rename only", covers },
      by,
    );
    assert.ok(events.length > 1);
    const state = await store.changeOf("b", by);
    assert.deepEqual(
      state.notNeeded.flatMap((one) => one.covers),
      covers,
    );
  });

  it("does not take an agent's word for a person's decision", async () => {
    const { store } = house();
    const covers = [{ path: "a", after: "1" }];
    await recordNotNeeded(
      store,
      "b",
      { surface: "docs", reason: "I think so too", covers },
      { ...by, actor: AGENT },
    );
    const state = await store.changeOf("b", by);
    assert.deepEqual([state.notNeeded, state.events.length], [[], 2]);
  });

  it("survives any branch name", async () => {
    const { store } = house();
    for (const branch of ["__proto__", "constructor", "../../x", "ветка", "a\u202eb", "x".repeat(250)]) {
      const { change } = await store.changeOf(branch, by);
      assert.equal((await store.changeOf(branch, by)).change, change);
    }
    assert.equal((await store.readChanges()).changes.size, 6);
  });
});
