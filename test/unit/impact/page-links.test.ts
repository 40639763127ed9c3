import assert from "node:assert/strict";
import { certain, impactsBetween, type Files } from "./harness.ts";

const page = "# Isolation\n\n## Threads\n";

/** The lines that are certain to be false once `docs/config/isolate.md` is called otherwise, or gone. */
function after(others: Files, moved?: string, text = page): string[] {
  const old = "docs/config/isolate.md";
  const before = { ...others, [old]: page };
  return moved === undefined
    ? certain(impactsBetween(before, others))
    : certain(impactsBetween(before, { ...others, [moved]: text }, { [moved]: old }));
}

describe("links to pages", () => {
  it("lead there from the root of the site and from beside, with or without what comes after", () => {
    const links =
      "[a](/config/isolate)\n\n[b](./config/isolate.html#x)\n\n[c](config/isolate/)\n\n[d](/guide)\n";
    assert.deepEqual(after({ "docs/guide.md": links }, "docs/config/isolation.md"), [
      "docs/guide.md:1",
      "docs/guide.md:3",
      "docs/guide.md:5",
    ]);
  });

  it("lead elsewhere from another site, another folder, or in a code block", () => {
    const links = "[a](/config/isolate)\n";
    assert.deepEqual(after({ "README.md": links, "other/guide.md": "[a](isolate)\n" }), []);
    assert.deepEqual(after({ "docs/guide.md": `\`\`\`md\n${links}\`\`\`\n` }), []);
  });

  it("are roles and tables of contents of Sphinx too", () => {
    const index = "```{toctree}\n:hidden:\n\ninstall\nconfig/isolate\n```\n";
    const rst =
      "See :doc:`config/isolate` and :doc:`that </config/isolate>`.\n\n.. toctree::\n   :maxdepth: 1\n\n   config/isolate\n";
    assert.deepEqual(after({ "docs/index.md": index, "docs/more.rst": rst }), [
      "docs/index.md:5",
      "docs/more.rst:1",
      "docs/more.rst:6",
    ]);
  });

  it("go on leading there where another file is the page, or says that it is", () => {
    const link = { "docs/guide.md": "[a](/config/isolate)\n" };
    assert.deepEqual(after(link, "docs/config/isolate.mdx"), []);
    assert.deepEqual(after(link, "docs/config/isolate/index.md"), []);
    assert.deepEqual(after(link, "docs/config/isolation.md", `---\nslug: isolate\n---\n${page}`), []);
  });

  it("lead to a folder by its index", () => {
    const before = { "docs/config/index.md": page, "docs/guide.md": "[a](/config/)\n\n[b](./config)\n" };
    const { "docs/guide.md": guide } = before;
    assert.deepEqual(certain(impactsBetween(before, { "docs/guide.md": guide })), [
      "docs/guide.md:1",
      "docs/guide.md:3",
    ]);
  });

  it("lead to headings", () => {
    const link = { "docs/guide.md": "[a](/config/isolate#threads)\n\n[b](/config/isolate#other)\n" };
    const impacts = impactsBetween(
      { ...link, "docs/config/isolate.md": page },
      { ...link, "docs/config/isolate.md": page.replace("Threads", "Forks") },
    );
    assert.deepEqual(certain(impacts), ["docs/guide.md:1"]);
  });

  it("lead to labels of Sphinx, wherever they stand", () => {
    const rst = (name: string): string => `.. _${name}:\n\nLimits\n======\n`;
    const refers = {
      "docs/use.md": "See {ref}`Rate-Limits` and {ref}`that <rate-limits>`.\n",
      "docs/b.rst": ":ref:`other`\n",
    };
    const before = { ...refers, "docs/limits.rst": rst("rate-limits") };
    assert.deepEqual(certain(impactsBetween(before, { ...refers, "docs/limits.rst": rst("limits") })), [
      "docs/use.md:1",
    ]);
    assert.deepEqual(certain(impactsBetween(before, refers)), ["docs/use.md:1"]);
    const moved = { "docs/limits.rst": rst("limits"), "docs/more.md": "(rate-limits)=\n# More\n" };
    assert.deepEqual(certain(impactsBetween(before, { ...refers, ...moved })), []);
  });
});
