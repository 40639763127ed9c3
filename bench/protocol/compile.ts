/**
 * How fast protocols compile, and whether hostile documents stay within their bounds. Prints a table;
 * exits 1 where a goal is missed. Times are processor time. `npx tsx bench/protocol/compile.ts`
 */
import { readFileSync } from "node:fs";
import { compileProtocol } from "../../src/core/protocol/compile.ts";
import { foldingRanges } from "../../src/core/protocol/folding.ts";
import { evidenceLinks } from "../../src/core/protocol/evidence-links.ts";
import { protocolScore } from "../../src/core/protocol/recognise.ts";

const SEEDS = ["000_4fb2748ca5076304.txt", "001_5d7897136d26f1f8.txt", "002_58e71d9033f0d235.txt"];
const seeds = SEEDS.map((name) =>
  readFileSync(new URL(`../../test/fixtures/seeds/${name}`, import.meta.url), "utf8"),
);
const MB = 1024 * 1024;

const WARM_ROUNDS = 200;

/** Processor time, so that a busy machine does not look like a slow compiler. */
function milliseconds(act: () => unknown): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function filled(piece: string, size: number): string {
  return piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
}

const rows: { what: string; ms: number; goal?: number }[] = [];
const measure = (what: string, goal: number, act: () => unknown): void => {
  rows.push({ what, ms: milliseconds(act), goal });
};

const cold = milliseconds(() => seeds.map((text, at) => compileProtocol(SEEDS[at] ?? "", text)));
rows.push({ what: "three seeds, first time in this process", ms: cold });
for (let round = 0; round < WARM_ROUNDS; round += 1)
  seeds.forEach((text, at) => compileProtocol(SEEDS[at] ?? "", text));
const warm = Array.from({ length: WARM_ROUNDS }, () =>
  milliseconds(() => seeds.forEach((text, at) => compileProtocol(SEEDS[at] ?? "", text))),
).sort((a, b) => a - b);
rows.push({ what: "three seeds, warm, median", ms: warm[WARM_ROUNDS / 2] ?? 0, goal: 20 });
rows.push({
  what: "three seeds, warm, 95th percentile",
  ms: warm[Math.floor(WARM_ROUNDS * 0.95)] ?? 0,
});

const HOSTILE = {
  "seed text": seeds.join("\n"),
  bullets: "- a **b** `c` d must not.\n",
  "one line": "x ",
  "nested quotes": `${"> ".repeat(200)}x\n`,
  "nested lists": Array.from({ length: 100 }, (_, at) => `${"  ".repeat(at)}- x\n`).join(""),
  "table rows": "| a | b | c |\n",
  "table cells": "|a",
  equals: "=",
  "equals and spaces": "=== ",
  backticks: "`",
  "backtick runs": Array.from({ length: 60 }, (_, at) => "`".repeat(at + 1)).join("x "),
  stars: "*a **b ",
  underscores: "_a __b ",
  brackets: "[",
  "brackets and parentheses": "[a](",
  "angle brackets": "<a",
  comments: "<!--",
  ampersands: "&amp",
  "evidence-like": "a/b.c/",
  "evidence-like colons": "a.b:1",
  "dots and spaces": ". ",
  "gap sentence": "listed gap under A A A A ",
  "bold leads": "**a",
  "title lines": "Foo Bar\nDo it.\n",
  "phase headings": "## Phase 1: X\n",
  "setext lines": "a\n=\n",
  references: "[a]: b\n",
  mojibake: "‚Äî",
  "carriage returns": "\r",
  "glued words": "aB.Cd ",
  fences: "```\n",
  "json lines": '{"a":',
} as const;

for (const [name, piece] of Object.entries(HOSTILE)) {
  const text = filled(piece, 10 * MB);
  measure(`10 MB of ${name}`, 2_000, () => compileProtocol("p.md", text));
  const half = `# T\n\n${text.slice(0, MB / 2 - 10)}`;
  measure(`512 KB of ${name}, editor functions`, 2_000, () => [
    foldingRanges(half),
    evidenceLinks(half),
    protocolScore(half),
  ]);
}

let missed = 0;
for (const { what, ms, goal } of rows) {
  const over = goal !== undefined && ms > goal;
  if (over) missed += 1;
  const aim = goal === undefined ? "" : `  (goal ${goal} ms)`;
  console.log(`${over ? "MISSED" : "ok    "} ${ms.toFixed(1).padStart(9)} ms  ${what}${aim}`);
}
process.exitCode = missed > 0 ? 1 : 0;
