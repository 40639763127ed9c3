import {
  isCode,
  isDocument,
  type KnownRun,
  type Path,
  probeCase,
  type ProbeCase,
  scanRun,
  type SecretFinding,
  type Snapshot,
  type Verdict,
} from "#core";
import type { Tree } from "#ports";
import { grounded } from "./grounding.ts";
import { scanForSecrets } from "./secrets/scan.ts";

/** A draft looks at no more files than this: the changed ones first. */
const MOST_FILES = 3_000;

/** Reads what the probes look at and scans the changed files for secrets. */
export async function auditCase(after: Tree, snapshot: Snapshot, verdict: Verdict): Promise<ProbeCase> {
  const secrets = await secretsIn(snapshot);
  const documents = (snapshot.claims?.documents ?? []).map(({ audit }) => audit.path);
  const wanted = [...documents, ...(await filesToAudit(after))];
  const ground = await grounded(after, snapshot, wanted, [scanRun(secrets, snapshot.digest)]);
  return probeCase(snapshot, verdict, ground, secrets);
}

/** A scan of the changed files for secrets, as a run of this very tree. */
export async function scanned(snapshot: Snapshot): Promise<KnownRun> {
  return scanRun(await secretsIn(snapshot), snapshot.digest);
}

function secretsIn({ files }: Snapshot): Promise<SecretFinding[]> {
  return scanForSecrets(
    files.flatMap(({ path, after }) => (after === undefined ? [] : [{ path, text: after }])),
  );
}

/** People's own code and documents, as many as may be read. */
async function filesToAudit(after: Tree): Promise<Path[]> {
  const paths = [...(await after.ids()).keys()];
  return paths.filter((path) => isCode(path) || isDocument(path)).slice(0, MOST_FILES);
}
