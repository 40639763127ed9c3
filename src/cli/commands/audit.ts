import { type AuditToWrite, planAuditDocument } from "#acts/write-audit";
import { auditCase } from "#adapters/audit-case";
import {
  type Draft,
  type DraftGap,
  draftAudit,
  draftOptions,
  draftRubric,
  judge,
  type ProbeCase,
  renderAudit,
  renderRubric,
  type Snapshot,
} from "#core";
import { gather } from "#gather/gather";
import { createMemory } from "#gather/memory";
import { EXIT } from "#manifest/cli";
import { plain } from "#views/plain";
import { answeredGaps } from "../ask-gaps.ts";
import { type Handler, UsageError } from "./handler.ts";
import { formatOf, openWorld } from "./judged.ts";

/** Drafts the self-audit: a Pass only where evidence was found that holds. */
export const audit: Handler = (call, terminal) =>
  drafted(call, terminal, {
    draft: ({ protocol }, facts, options) => draftAudit(protocol, facts, options),
    text: (draft, { protocol }) => renderAudit(draft, protocol),
    toWrite: (draft) => ({ audit: draft, gaps: draft.gaps }),
  });

/** Drafts the final verification rubric the same way. */
export const rubric: Handler = (call, terminal) =>
  drafted(call, terminal, {
    draft({ protocol }, facts, options) {
      if (protocol.rubric.length === 0) throw new UsageError("The protocol has no rubric.");
      return draftRubric(protocol, facts, options);
    },
    text: (draft, { protocol }) => renderRubric(draft, protocol),
    toWrite: (draft) => ({ rubric: draft, gaps: draft.gaps }),
  });

interface Kind {
  draft(snapshot: Snapshot, facts: ProbeCase, options: ReturnType<typeof draftOptions>): Draft;
  text(draft: Draft, snapshot: Snapshot): string;
  toWrite(draft: Draft): AuditToWrite;
}

async function drafted(
  call: Parameters<Handler>[0],
  terminal: Parameters<Handler>[1],
  { draft: make, text, toWrite }: Kind,
): Promise<number> {
  const format = formatOf(call.options);
  const world = await openWorld(call, terminal);
  try {
    const { after } = await world.compare();
    const snapshot = await gather(world, createMemory());
    const verdict = judge(snapshot);
    const facts = await auditCase(after, snapshot, verdict);
    const first = make(snapshot, facts, draftOptions(snapshot, verdict));
    const draft: Draft = { ...first, gaps: await answeredGaps(first.gaps, call.options, terminal) };
    if (call.options.write) {
      const plan = planAuditDocument(snapshot, toWrite(draft), facts.ground);
      if (!plan) throw new UsageError("No change is started, so there is no document to write into.");
      await world.perform(plan);
      terminal.err.write(`${plain(plan.title, 400)}.\n`);
    }
    terminal.out.write(
      format === "json" ? `${JSON.stringify({ version: 1, ...draft }, null, 2)}\n` : text(draft, snapshot),
    );
    sayUnowned(draft.gaps, terminal);
    return draft.rows.some(({ result }) => result === "Fail") ? EXIT.findings : EXIT.inStep;
  } finally {
    await world.close();
  }
}

function sayUnowned(gaps: readonly DraftGap[], { err }: Parameters<Handler>[1]): void {
  for (const { item, asks } of gaps) {
    if (asks.length > 0)
      err.write(
        `“${plain(item, 200)}” fails and has no ${asks.join(" and no ")}: --owner <name> --eta <date>\n`,
      );
  }
}
