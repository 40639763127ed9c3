import assert from "node:assert/strict";
import { DocumentIndex, indexDocument } from "../../../src/core/impact/documents/documents.ts";
import { History, type HistoryStep } from "../../../src/core/impact/ranking/history.ts";

const step = (
  code: string[],
  documents: string[] = [],
  moves: [string, string][] = [],
  sections: string[] = [],
): HistoryStep => ({
  code,
  documents: documents.map((path) => ({ path, sections })),
  moves,
});

function learned(...steps: HistoryStep[]): History {
  const history = new History();
  for (const one of steps) history.learn(one);
  return history;
}

describe("History", () => {
  it("knows how often a document changed with a file", () => {
    const history = learned(
      step(["a.ts"], ["a.md"]),
      step(["a.ts"], ["a.md"]),
      step(["a.ts"]),
      step(["b.ts"], ["b.md"]),
    );
    const together = history.with(["a.ts"]);
    assert.deepEqual([...together.keys()], ["a.md"]);
    assert.equal(together.get("a.md")?.confidence, 2 / 4);
    assert.equal(together.get("a.md")?.support, 2);
    assert.equal(together.get("a.md")?.of, 3);
  });

  it("adds up over files as a noisy or", () => {
    const history = learned(step(["a.ts"], ["x.md"]), step(["b.ts"], ["x.md"]));
    assert.equal(history.with(["a.ts", "b.ts"]).get("x.md")?.noisyOr, 0.75);
  });

  it("follows files and documents that move", () => {
    const history = learned(
      step(["a.ts"], ["a.md"], [], ["Use"]),
      step(["b.ts"], [], [["a.ts", "b.ts"]]),
      step([], [], [["a.md", "docs/a.md"]]),
    );
    assert.equal(history.with(["b.ts"]).get("docs/a.md")?.support, 1);
    assert.deepEqual([...history.sectionsWith(["b.ts"], "docs/a.md")], [["Use", 1 / 3]]);
    assert.equal(history.with(["a.ts"]).size, 0);
  });

  it("learns nothing of what belongs together from sweeping steps", () => {
    const many = Array.from({ length: 80 }, (_, k) => `f${k}.ts`);
    assert.equal(learned(step(many, ["a.md"])).with(["f1.ts"]).size, 0);
  });

  it("weighs recent steps more", () => {
    const old = Array.from({ length: 2_000 }, (_, k) =>
      k < 10 ? step(["a.ts"], ["old.md"]) : step(["z.ts"]),
    );
    const history = learned(...old, ...Array.from({ length: 5 }, () => step(["a.ts"], ["new.md"])));
    const together = history.with(["a.ts"]);
    assert.ok((together.get("old.md")?.confidence ?? 0) > (together.get("new.md")?.confidence ?? 0));
    assert.ok((together.get("old.md")?.recent ?? 1) < (together.get("new.md")?.recent ?? 0));
  });

  it("knows something of new files from their names and folders", () => {
    const history = learned(step(["src/auth/login.ts"], ["auth.md"]), step(["src/db/pool.ts"], ["db.md"]));
    const index = DocumentIndex.of(
      [],
      [
        ["auth.md", ""],
        ["db.md", ""],
      ],
    );
    const [auth = -1, db = -1] = history.standingIn(index).numbers;
    const named = history.withNames(["lib/auth/token.ts"]);
    assert.ok((named[auth] ?? 0) > (named[db] ?? 0));
    assert.ok((history.withFolders(["src/auth/new.ts"])[auth] ?? 0) > 0);
  });

  it("knows how often a file's changes came with any document", () => {
    const history = learned(
      step(["a.ts"], ["a.md"]),
      step(["a.ts"], ["b.md"]),
      step(["b.ts"]),
      step(["b.ts"]),
    );
    const { files: often } = history.documented(["a.ts"]);
    const { files: seldom, all } = history.documented(["b.ts"]);
    assert.ok(often > all && all > seldom);
  });

  it("knows which documents are in use lately, and forgets", () => {
    const index = DocumentIndex.of(["notes.md", "old.md"].map((path) => indexDocument(path, "# Title\n")));
    const use = (history: History, path: string): number =>
      history.standingIn(index).inUse[index.numberOf(path)!]!;
    const many = (count: number, one: HistoryStep): HistoryStep[] => Array.from({ length: count }, () => one);
    const history = learned(
      ...many(60, step(["a.ts"], ["old.md"])),
      ...many(60, step(["b.ts"], ["notes.md"])),
      ...many(60, step(["c.ts"])),
      ...many(60, step([], ["old.md"])),
    );
    assert.ok(use(history, "notes.md") > 0.8 && use(history, "notes.md") < 1);
    assert.ok(use(history, "old.md") > 0 && use(history, "old.md") < 0.15);
  });
});
