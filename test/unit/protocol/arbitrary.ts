import * as fc from "fast-check";
import { seed } from "./support.ts";

const seeds = [seed("surfaces"), seed("documentation"), seed("phases")];
const lines = seeds.flatMap((text) => text.split("\n"));

/** Pieces that Markdown and the readers of this compiler care about. */
const PIECES = [
  "\n",
  "\n\n",
  "\r\n",
  "\r",
  "    ",
  "\t",
  "# ",
  "### ",
  "- ",
  "* ",
  "1. ",
  "99) ",
  "> ",
  "- [ ] ",
  "| ",
  "|---|---|\n",
  "```",
  "~~~",
  "===",
  "=== X — Y ===",
  "---",
  "**",
  "`",
  "[",
  "](",
  "[^1]",
  "<!--",
  "-->",
  "<div>",
  "</div>",
  "&amp;",
  "\\",
  "PHASE 1 — A",
  "Phase N: B",
  "Step 2: C",
  "| Surface | Requirement |\n|---|---|\n| a | b |\n",
  "| Checklist Item | Result | Evidence |\n|---|---|---|\n",
  "[FILE] a\n[WHY] b\n[DIFF] c\n",
  "a/b.ts:12",
  "‚Äî",
  "â€”",
  "\uF8FFüß≠",
  "\uFEFF",
  "\u0000",
  "\uD800",
  "é",
  "漢字",
  "If missing, stop and ask.",
  '{\n  "ts": 1\n}\n',
  "5–10 bullets",
  "Foo Bar\nDo the thing now.\n",
  "aB.Cd",
  "\u2028",
  "...",
  "e.g. X",
  "must not continue until approved",
] as const;

const piece = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 4, arbitrary: fc.constantFrom(...lines).map((line) => `${line}\n`) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 30 }) },
);

interface Cut {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const cut: fc.Arbitrary<Cut> = fc.record({
  at: fc.nat(14_000),
  remove: fc.nat(400),
  insert: fc.oneof(fc.constant(""), piece),
});

/** Documents of pieces, and the seeds with parts cut out, put in and turned around. */
export const documents: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join("")) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...seeds), fc.array(cut, { maxLength: 6 })).map(([text, cuts]) =>
      cuts.reduce((now, { at, remove, insert }) => {
        const start = at % (now.length + 1);
        return now.slice(0, start) + insert + now.slice(start + remove);
      }, text),
    ),
  },
  { weight: 1, arbitrary: fc.shuffledSubarray(lines, { maxLength: 80 }).map((some) => some.join("\n")) },
);
