import assert from "node:assert/strict";
import fc from "fast-check";
import { lex } from "../../../src/core/diff/lex.ts";
import { languageId, type LanguageId } from "../../../src/core/diff/languages.ts";
import { processorTime } from "../../support/processor-time.ts";

const short = { comment: "C", string: "S", regex: "R", number: "#", name: "n", punctuation: "." } as const;
const show = (text: string, id: LanguageId): string =>
  lex(text, id)
    .map(({ kind, text: word }) => `${short[kind]}${word}`)
    .join(" ");

describe("lex", () => {
  const cases: [LanguageId, string, string][] = [
    ["javascript", "a // b\nc", "na C// b nc"],
    ["javascript", "x = 'it\\'s' + \"y\"", "nx .= S'it\\'s' .+ S\"y\""],
    ["javascript", "`a ${b + `c`} d`", "S`a ${ nb .+ S`c` S} d`"],
    ["javascript", "`${ {a: 1}.a }`", "S`${ .{ na .: #1 .} .. na S}`"],
    ["javascript", "x = /a\\/[/]b/g.test(y)", "nx .= R/a\\/[/]b/g .. ntest .( ny .)"],
    ["javascript", "a / b / c", "na ./ nb ./ nc"],
    ["javascript", "1_000 + 0x1F + 1.5e-3 + 10n", "#1_000 .+ #0x1F .+ #1.5e-3 .+ #10n"],
    ["javascript", "<a href={u}>http://x</a>", ".< na nhref .= .{ nu .} .> nhttp .: ./ ./ nx .< ./ na .>"],
    ["python", 'def f():\n  """doc # no"""\n  # yes', 'ndef nf .( .) .: S"""doc # no""" C# yes'],
    ["python", "x = rb'a' + f\"{y}\"", "nx .= Srb'a' .+ Sf\"{y}\""],
    ["go", "a := `x\ny` // z", "na .:= S`x\ny` C// z"],
    [
      "rust",
      "/* a /* b */ c */ fn f<'a>(x: &'a str) { 'x' }",
      "C/* a /* b */ c */ nfn nf .< .' na .> .( nx .: .& .' na nstr .) .{ S'x' .}",
    ],
    ["rust", 'r#"a "quoted" b"#', 'Sr#"a "quoted" b"#'],
    ["sql", "select 'it''s' -- c\nfrom t", "nselect S'it' S's' C-- c nfrom nt"],
    ["shell", "echo $# # c\nX='a b'", "necho .$ .# C# c nX .= S'a b'"],
    ["yaml", "a: don't # c\nmax-retries: 3", "na .: ndon .' nt C# c nmax-retries .: #3"],
    ["php", "#[Attr]\n# c\n$x", ".# .[ nAttr .] C# c n$x"],
    ["csharp", '// a\nvar s = "b";', 'C// a nvar ns .= S"b" .;'],
    ["dockerfile", "ENV PORT=3000 # x", "nENV nPORT .= #3000 C# x"],
  ];
  for (const [id, text, expected] of cases)
    it(`${id}: ${text.slice(0, 40)}`, () => assert.equal(show(text, id), expected));

  it("keeps line numbers, also through strings of many lines", () => {
    const words = lex("a\n'''x\ny'''\nb", "python");
    assert.deepEqual(
      words.map(({ line, endLine, first }) => [line, endLine, first]),
      [
        [1, 1, true],
        [2, 3, true],
        [4, 4, true],
      ],
    );
  });

  it("never throws and loses no character but white space", () => {
    const ids: LanguageId[] = ["javascript", "python", "rust", "shell", "yaml", "ruby", "sql", "markup"];
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.constantFrom(...ids), (text, id) => {
        const strip = (s: string): string => s.replace(/[\s\ufeff]/g, "");
        assert.equal(
          strip(
            lex(text, id)
              .map((word) => word.text)
              .join(""),
          ),
          strip(text),
        );
      }),
    );
  });

  it("is linear on hostile input", () => {
    const start = processorTime();
    for (const unit of ["`${", "/*", "((((", "'\\", "/[", '"""', "a-", "0.", "{`", "r#", "<!--"]) {
      const text = unit.repeat(100_000 / unit.length);
      for (const id of ["javascript", "rust", "yaml", "python", "markup"] as const) lex(text, id);
    }
    assert.ok(processorTime() - start < 5_000);
  });
});

describe("languageId", () => {
  const cases: [string, LanguageId | undefined][] = [
    ["src/a.tsx", "javascript"],
    ["Dockerfile", "dockerfile"],
    ["deploy/Dockerfile.dev", "dockerfile"],
    [".env.example", "dotenv"],
    ["a/b.unknown", undefined],
    ["constructor", undefined],
    ["a.constructor", undefined],
    ["Makefile", "make"],
  ];
  for (const [path, id] of cases) it(path, () => assert.equal(languageId(path), id));
});
