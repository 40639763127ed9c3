import { filesToAudit, grounded } from "#adapters/grounding";
import { scanForSecrets } from "#adapters/secrets/scan";
import {
  type Draft,
  draftAudit,
  draftRubric,
  judge,
  type KnownRun,
  type ProbeCase,
  renderAudit,
  renderRubric,
  SECRET_SCAN,
  type SecretFinding,
  type Snapshot,
} from "#core";
import { gather } from "#gather/gather";
import { createMemory } from "#gather/memory";
import { EXIT } from "#manifest/cli";
import { type Handler, UsageError } from "./handler.ts";
import { formatOf, openWorld } from "./judged.ts";

/** Drafts the self-audit: a Pass only where evidence was found that holds. */
export const audit: Handler = (call, terminal) =>
  drafted(call, terminal, (snapshot, facts) => {
    const bindings = snapshot.configuration?.config.audit;
    const draft = draftAudit(snapshot.protocol, facts, bindings ? { bindings } : {});
    return { draft, text: renderAudit(draft, snapshot.protocol) };
  });

/** Drafts the final verification rubric the same way. */
export const rubric: Handler = (call, terminal) =>
  drafted(call, terminal, (snapshot, facts) => {
    if (snapshot.protocol.rubric.length === 0) throw new UsageError("The protocol has no rubric.");
    const bindings = snapshot.configuration?.config.audit;
    const draft = draftRubric(snapshot.protocol, facts, bindings ? { bindings } : {});
    return { draft, text: renderRubric(draft, snapshot.protocol) };
  });

async function drafted(
  call: Parameters<Handler>[0],
  terminal: Parameters<Handler>[1],
  make: (snapshot: Snapshot, facts: ProbeCase) => { draft: Draft; text: string },
): Promise<number> {
  const format = formatOf(call.options);
  const world = await openWorld(call, terminal);
  try {
    const { after } = await world.compare();
    const snapshot = await gather(world, createMemory());
    const secrets = await scanned(snapshot);
    const ground = await grounded(after, snapshot, await filesToAudit(after), [scanRun(secrets, snapshot)]);
    const { draft, text } = make(snapshot, {
      ground,
      changes: snapshot.files,
      verdict: judge(snapshot),
      secrets,
    });
    terminal.out.write(format === "json" ? `${JSON.stringify({ version: 1, ...draft }, null, 2)}\n` : text);
    return draft.rows.some(({ result }) => result === "Fail") ? EXIT.findings : EXIT.inStep;
  } finally {
    await world.close();
  }
}

function scanned({ files }: Snapshot): Promise<SecretFinding[]> {
  return scanForSecrets(
    files.flatMap(({ path, after }) => (after === undefined ? [] : [{ path, text: after }])),
  );
}

/** The scan, as a run of this tree: it is evidence like any other. */
function scanRun(secrets: readonly SecretFinding[], { digest }: Snapshot): KnownRun {
  return { command: SECRET_SCAN, exit: secrets.length === 0 ? 0 : 1, treeDigest: digest, covers: [] };
}
