/**
 * A process that records events until it is killed, and says each id once the store acknowledged it.
 * Arguments: root, commonDir, change, kind, count, clock offset in ms.
 */
import { writeSync } from "node:fs";
import type { EventDraft } from "#core";
import { ledgerStore } from "../../src/adapters/ledger/store.ts";

const [root = "", commonDir = "", change = "", kind = "editor", count = "1000000", offset = "0"] =
  process.argv.slice(2);

/** The programs that write into one repository at the same time, as the ledger sees them. */
const KINDS = {
  // A window keeps its store for hours.
  editor: { actor: { kind: "human", name: "Ada", via: "vscode" }, keeps: true },
  mcp: { actor: { kind: "agent", name: "codex", via: "mcp" }, keeps: true },
  // A command and a hook are new processes each time.
  cli: { actor: { kind: "human", name: "Ada", via: "cli" }, keeps: false },
  hook: { actor: { kind: "agent", name: "claude", via: "hook" }, keeps: false },
} as const;

const { actor, keeps } = KINDS[kind as keyof typeof KINDS];
let store = ledgerStore({ root, commonDir });
writeSync(1, "ready\n");
for (let i = 0; i < Number(count); i++) {
  if (!keeps) store = ledgerStore({ root, commonDir });
  const draft: EventDraft = {
    type: "comment",
    data: { text: `${process.pid} ${i} ${"x".repeat((i * 37) % 3000)}x` },
  };
  const began = performance.now();
  const { id } = await store.record(change, draft, { actor, now: new Date(Date.now() + Number(offset)) });
  writeSync(1, `${id} ${(performance.now() - began).toFixed(2)}\n`);
}
