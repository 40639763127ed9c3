import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/**
 * Tokenizes with VS Code's own engine: devDependencies vscode-textmate and vscode-oniguruma. Where they are
 * not installed the tests are skipped; LOCKSTEP_TEXTMATE may name another folder that has them.
 */
interface Textmate {
  readonly tokens: (text: string) => string[];
}

const GRAMMAR = new URL("../../../syntaxes/lockstep.injection.tmLanguage.json", import.meta.url);

/** Markdown as far as injections care: a root scope, and fences with a scope of their own. */
const HOST = {
  scopeName: "text.html.markdown",
  patterns: [
    { name: "markup.fenced_code.block.markdown", begin: "^\\s*(`{3,})", end: "^\\s*\\1\\s*$" },
    { name: "markup.heading.markdown", match: "^#{1,6} .*$", captures: { "0": { patterns: [] } } },
  ],
};

async function textmate(): Promise<Textmate | undefined> {
  const require = createRequire(process.env["LOCKSTEP_TEXTMATE"] ?? import.meta.url);
  let engine, oniguruma, wasm;
  try {
    engine = await import(pathToFileURL(require.resolve("vscode-textmate")).href);
    oniguruma = await import(pathToFileURL(require.resolve("vscode-oniguruma")).href);
    wasm = readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"));
  } catch {
    return undefined;
  }
  const { loadWASM, OnigScanner, OnigString } = oniguruma.default ?? oniguruma;
  const { Registry, INITIAL, parseRawGrammar } = engine.default ?? engine;
  await loadWASM(wasm);
  const grammars = new Map<string, string>([
    ["text.html.markdown", JSON.stringify(HOST)],
    ["markdown.lockstep.injection", readFileSync(GRAMMAR, "utf8")],
    [
      "source.diff",
      JSON.stringify({
        scopeName: "source.diff",
        patterns: [{ name: "markup.inserted.diff", match: "^\\+.*$" }],
      }),
    ],
  ]);
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns: string[]) => new OnigScanner(patterns),
      createOnigString: (text: string) => new OnigString(text),
    }),
    loadGrammar: async (scope: string) => {
      const text = grammars.get(scope);
      return text === undefined ? null : parseRawGrammar(text, `${scope}.json`);
    },
    getInjections: (scope: string) => (scope === "text.html.markdown" ? ["markdown.lockstep.injection"] : []),
  });
  const grammar = await registry.loadGrammar("text.html.markdown");
  return {
    tokens(text) {
      let state = INITIAL;
      return text.split("\n").flatMap((line) => {
        const result = grammar.tokenizeLine(line, state);
        state = result.ruleStack;
        return result.tokens.flatMap((token: { startIndex: number; endIndex: number; scopes: string[] }) => {
          const scope = token.scopes.findLast((name) => /lockstep|diff|definition\.raw/.test(name));
          const piece = line.slice(token.startIndex, token.endIndex).trim();
          return scope && piece.replaceAll("`", "") !== "" ? [`${piece} ‹${scope.split(" ").at(-1)}›`] : [];
        });
      });
    },
  };
}

describe("injection grammar", function () {
  let engine: Textmate | undefined;

  before(async function () {
    engine = await textmate();
    if (!engine) this.skip();
  });

  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    [
      "a gate marker inside a fence",
      "```\n=== AWAITING APPROVAL — DO NOT PROCEED ===\n```",
      [
        "=== ‹punctuation.definition.marker.begin.lockstep›",
        "AWAITING APPROVAL — DO NOT PROCEED ‹constant.other.marker.lockstep›",
        "=== ‹punctuation.definition.marker.end.lockstep›",
      ],
    ],
    ["no comparison in code", "if (a === b) x === y", []],
    [
      "a phase heading",
      "PHASE 2 — Implementation Plan",
      [
        "PHASE ‹keyword.control.phase.lockstep›",
        "2 ‹constant.numeric.phase.lockstep›",
        "— ‹punctuation.separator.phase.lockstep›",
        "Implementation Plan ‹entity.name.section.phase.lockstep›",
      ],
    ],
    [
      "a trace block with its diff, inside a fence",
      "```\n[FILE] a.ts\n[WHY] because\n[DIFF] x\n+added\n[FILE] b.ts\n```",
      [
        "[ ‹punctuation.definition.trace.begin.lockstep›",
        "FILE ‹keyword.other.trace.lockstep›",
        "] ‹punctuation.definition.trace.end.lockstep›",
        "[ ‹punctuation.definition.trace.begin.lockstep›",
        "WHY ‹keyword.other.trace.lockstep›",
        "] ‹punctuation.definition.trace.end.lockstep›",
        "[ ‹punctuation.definition.trace.begin.lockstep›",
        "DIFF ‹keyword.other.trace.lockstep›",
        "] ‹punctuation.definition.trace.end.lockstep›",
        "x ‹source.diff›",
        "+added ‹markup.inserted.diff›",
        "[ ‹punctuation.definition.trace.begin.lockstep›",
        "FILE ‹keyword.other.trace.lockstep›",
        "] ‹punctuation.definition.trace.end.lockstep›",
      ],
    ],
    [
      "verdicts and evidence in a row, and an assumption",
      "| Tests | Pass | tests/a_test.py:40-52 | A-001 |",
      [
        "Pass ‹markup.inserted.verdict.pass.lockstep›",
        "tests/a_test.py ‹string.other.path.lockstep›",
        ": ‹punctuation.separator.line.lockstep›",
        "40-52 ‹constant.numeric.line.lockstep›",
        "A-001 ‹entity.name.tag.assumption.lockstep›",
      ],
    ],
    [
      "markers and evidence in code spans",
      "- End with `=== A B ===` and `c.ts:1-2`",
      [
        "=== ‹punctuation.definition.marker.begin.lockstep›",
        "A B ‹constant.other.marker.lockstep›",
        "=== ‹punctuation.definition.marker.end.lockstep›",
        "c.ts ‹string.other.path.lockstep›",
        ": ‹punctuation.separator.line.lockstep›",
        "1-2 ‹constant.numeric.line.lockstep›",
      ],
    ],
    ["no web address", "see https://example.com:8080/a.html and fail early", []],
  ];
  for (const [name, text, expected] of cases)
    it(`marks ${name}`, () => {
      assert.deepEqual(engine?.tokens(text), expected);
    });
});
