import { strict as assert } from "node:assert";
import { applyEdits } from "../../../src/hooks/apply-edits.ts";
import type { Edit } from "../../../src/hooks/edit.ts";
import { applyHunks, readPatch } from "../../../src/hooks/patch.ts";

function patched(text: string, ...body: readonly string[]): string | undefined {
  const [file] = readPatch(["*** Begin Patch", "*** Update File: a", ...body, "*** End Patch"].join("\n"));
  return file?.is === "update" ? applyHunks(text, file.hunks) : undefined;
}

describe("apply_patch", () => {
  it("reads files that are added, deleted, changed and moved", () => {
    const files = readPatch(
      "*** Begin Patch\n*** Add File: n.md\n+# N\n+\n*** Delete File: old.ts\n*** Update File: a.ts\n*** Move to: b.ts\n@@ fn\n x\n-y\n+z\n*** End Patch\ntrailing",
    );
    assert.deepEqual(files, [
      { is: "add", path: "n.md", text: "# N\n\n" },
      { is: "delete", path: "old.ts" },
      {
        is: "update",
        path: "a.ts",
        to: "b.ts",
        hunks: [{ headers: ["fn"], before: ["x", "y"], after: ["x", "z"], atEnd: false }],
      },
    ]);
  });

  it("finds no file in anything else", () => {
    for (const text of ["", "*** Begin Patch\n*** End Patch", "diff --git a/x b/x"])
      assert.deepEqual(readPatch(text), []);
  });

  it("applies hunks in order, each after the one before", () => {
    assert.equal(patched("a\nb\na\nb\n", "@@", "-a", "+1", "@@", "-a", "+2"), "1\nb\n2\nb\n");
  });

  it("passes the header's line first", () => {
    assert.equal(patched("f1\nx\nf2\nx\n", "@@ f2", "-x", "+y"), "f1\nx\nf2\ny\n");
  });

  it("takes the exact line before one that is only alike", () => {
    assert.equal(patched("  x\nx\n", "@@", "-x", "+y"), "  x\ny\n");
    assert.equal(patched("\tx  \n", "@@", "-x", "+y"), "y\n");
    assert.equal(patched("say “hi” — now\n", "@@", '-say "hi" - now', "+y"), "y\n");
  });

  it("puts what only adds at the end, and honours the end of the file", () => {
    assert.equal(patched("a\n", "@@", "+b"), "a\nb\n");
    assert.equal(patched("x\na\nx\n", "@@", "-x", "+y", "*** End of File"), "x\na\ny\n");
  });

  it("leaves a file without a final newline without one", () => {
    assert.equal(patched("a\nb", "@@", "-b", "+c"), "a\nc");
  });

  it("gives nothing where the lines are not there", () => {
    assert.equal(patched("a\n", "@@", "-b", "+c"), undefined);
    assert.equal(patched("a\n", "@@ nowhere", "-a", "+c"), undefined);
  });
});

describe("the texts edits would leave", () => {
  const files: Readonly<Record<string, string>> = {
    "a.ts": "x=1\nx=1\n",
    "n.ipynb": JSON.stringify({ cells: [{ id: "c1", cell_type: "code", source: "1" }], nbformat: 4 }),
  };
  const after = async (...edits: readonly Edit[]) =>
    Object.fromEntries(
      await applyEdits(
        edits,
        (said) => (said.startsWith("/outside") ? undefined : said),
        async (path) => files[path],
      ),
    );
  const swap = (old: string, now: string, all = false): Edit => ({
    is: "swap",
    path: "a.ts",
    swaps: [{ old, new: now, all }],
  });

  it("replaces once, or everywhere, and takes no pattern in the new text", async () => {
    assert.deepEqual(await after(swap("x=1", "$&")), { "a.ts": "$&\nx=1\n" });
    assert.deepEqual(await after(swap("x=1", "y", true)), { "a.ts": "y\ny\n" });
  });

  it("leaves a file alone where the text is not there", async () => {
    assert.deepEqual(await after(swap("nowhere", "y")), {});
  });

  it("applies one edit after the other", async () => {
    assert.deepEqual(await after(swap("x=1", "y"), swap("x=1", "z")), { "a.ts": "y\nz\n" });
  });

  it("creates, deletes and moves", async () => {
    assert.deepEqual(await after({ is: "write", path: "b", text: "b" }), { b: "b" });
    assert.deepEqual(await after({ is: "delete", path: "a.ts" }), { "a.ts": undefined });
    assert.deepEqual(await after({ is: "move", path: "a.ts", to: "b" }), {
      "a.ts": undefined,
      b: "x=1\nx=1\n",
    });
    assert.deepEqual(await after({ is: "move", path: "a.ts", to: "/outside/b" }), { "a.ts": undefined });
    const hunks = [{ headers: [], before: ["x=1"], after: ["y"], atEnd: false }];
    assert.deepEqual(await after({ is: "patch", path: "a.ts", to: "b", hunks }), {
      "a.ts": undefined,
      b: "y\nx=1\n",
    });
  });

  it("edits a notebook's cell", async () => {
    const texts = await after({
      is: "cell",
      path: "n.ipynb",
      cell: "c1",
      how: "replace",
      kind: "code",
      source: "2",
    });
    assert.match(texts["n.ipynb"]!, /"source": "2"/);
    assert.deepEqual(
      await after({ is: "cell", path: "n.ipynb", cell: "no", how: "delete", kind: "code", source: "" }),
      {},
    );
  });

  it("knows nothing of files outside", async () => {
    assert.deepEqual(await after({ is: "write", path: "/outside/x", text: "x" }), {});
  });
});
