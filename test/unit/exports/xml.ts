import assert from "node:assert/strict";

export interface Element {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: Element[];
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const TOKEN = /<\?[^?]*\?>|<\/([\w.-]+)>|<([\w.-]+)((?:\s+[\w.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;

/** Reads the XML that a report writes, and refuses what is not well formed. */
export function readXml(text: string): Element {
  const root: Element = { name: "", attributes: {}, children: [] };
  const open = [root];
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    at = match.index + match[0].length;
    const [, closing, opening, attributes = "", empty, words] = match;
    if (words !== undefined) unescaped(words);
    else if (closing !== undefined) assert.equal(open.pop()?.name, closing);
    else if (opening !== undefined) {
      const element: Element = { name: opening, attributes: {}, children: [] };
      for (const [, name = "", value = ""] of attributes.matchAll(/([\w.-]+)="([^"]*)"/g))
        element.attributes[name] = unescaped(value);
      open.at(-1)?.children.push(element);
      if (empty === "") open.push(element);
    }
  }
  assert.equal(at, text.length, `not well formed from ${JSON.stringify(text.slice(at, at + 80))}`);
  assert.equal(open.length, 1);
  assert.equal(root.children.length, 1);
  return root.children[0] ?? root;
}

function unescaped(text: string): string {
  assert.ok(
    !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text),
    "a character XML cannot hold",
  );
  return text.replaceAll(/&([^;]*;?)/g, (whole, name: string) => {
    const known = ENTITIES[name.replace(/;$/, "")];
    assert.ok(known !== undefined && name.endsWith(";"), `a bare ${whole}`);
    return known;
  });
}
