import {
  canonicalText,
  eventFile,
  makeEvent,
  parseEvent,
  type EventDraft,
  type Json,
  type LedgerEvent,
} from "#core";
import type { Random } from "./seed.ts";
import { processorTime } from "../support/processor-time.ts";

const CHANGE = "2026-11-20-fuzz-00f00f";

const DRAFTS: readonly EventDraft[] = [
  { type: "open", data: { title: "Fuzz", branch: "b" } },
  {
    type: "not-needed",
    data: { surface: "docs", reason: "internal only", covers: [{ path: "a\udc80", after: "1" }] },
  },
  {
    type: "run",
    data: { command: "npm test", exit: 0, durationMs: 12, outputDigest: "o", treeDigest: "t", covers: [] },
  },
  { type: "assumption", data: { act: "add", text: "é\u200b", rationale: "r", risk: "r", proposedTest: "t" } },
  { type: "redact", data: { target: "0".repeat(64), type: "comment", reason: "held a password" } },
];

/** True events to start from. */
export function seeds(): readonly LedgerEvent[] {
  return DRAFTS.map((draft) => {
    const made = makeEvent(draft, {
      change: CHANGE,
      actor: { kind: "human", name: "Ada", via: "cli" },
      ts: "2026-11-20T12:00:00.000Z",
      parents: ["a".repeat(64), "b".repeat(64)],
    });
    if (made.is === "refused") throw new Error(made.reason);
    return made.event;
  });
}

const TOKENS = [
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  '"',
  "\\",
  "\\u0000",
  "null",
  "1e999",
  "-0",
  "1.0",
  "__proto__",
  "constructor",
  "\n",
  "\r\n",
  " ",
  "\ufeff",
  "\u202e",
  '"v": 1,',
  '"id":',
  "9007199254740993",
  "\ud800",
];

/** One input for the loader: a true event, somewhat changed, or changed and written canonically again. */
export function fuzzInput(
  random: Random,
  events: readonly LedgerEvent[],
): { readonly name: string; readonly text: string } {
  const event = random.pick(events);
  const { name, text } = eventFile(event);
  if (random.chance(0.2)) return { name, text: canonicalText(mutated(random, event as Json)) };
  let changed = text;
  for (let times = 1 + random.below(3); times > 0; times--) {
    const at = random.below(changed.length + 1);
    const cut = random.chance(0.5) ? random.below(20) : 0;
    const put = random.chance(0.7) ? random.pick(TOKENS).repeat(random.chance(0.02) ? 5000 : 1) : "";
    changed = changed.slice(0, at) + put + changed.slice(at + cut);
  }
  return { name: random.chance(0.9) ? name : `${random.pick(TOKENS)}${name}`, text: changed };
}

/** What the loader did wrong with an input; `undefined` when nothing. */
export function tryLoader(input: { readonly name: string; readonly text: string }): string | undefined {
  const began = processorTime();
  let parsed: ReturnType<typeof parseEvent>;
  try {
    parsed = parseEvent(CHANGE, input.name, input.text);
  } catch (error) {
    return `threw ${String(error)}`;
  }
  const took = processorTime() - began;
  if (took > 250) return `took ${took.toFixed(0)} ms`;
  if (parsed.is === "quarantined")
    return parsed.reason.length > 400 ? "a reason that fills the screen" : undefined;
  const { name, text } = eventFile(parsed.event);
  return name === input.name && text === input.text.replaceAll("\r\n", "\n")
    ? undefined
    : "accepted what no writer wrote";
}

function mutated(random: Random, value: Json): Json {
  if (random.chance(0.15))
    return random.pick<Json>([null, true, 0, -1, "", "x", [], {}, "0".repeat(64), Number.MAX_SAFE_INTEGER]);
  if (Array.isArray(value)) return value.map((item) => mutated(random, item as Json));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, item]) => {
    if (random.chance(0.05)) return [];
    return [
      [
        random.chance(0.05) ? random.pick(["__proto__", "toString", "id", "x"]) : key,
        random.chance(0.3) ? mutated(random, item) : item,
      ],
    ];
  });
  return Object.fromEntries(entries) as Json;
}
