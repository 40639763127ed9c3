import { bindSurfaces, CHANGES, type FileChange, goneModels, type Path, type Snapshot } from "#core";
import type { World } from "#ports";
import { compareTrees } from "../compare.ts";
import { readChanges } from "./changes.ts";
import { claimsOf } from "./claims.ts";
import { commentedCode } from "./commented.ts";
import { readConfiguration } from "./configuration.ts";
import { documentsOf } from "./documents.ts";
import type { Memory } from "./memory.ts";
import { phaseTextsOf, readPhaseDocuments } from "./phase-documents.ts";
import { readPolicy } from "./policy.ts";
import { readProtocol } from "./protocol.ts";
import { specsOf } from "./specs.ts";
import { unmatchedGlobs } from "./unmatched.ts";
import { rankingKnown } from "./ranking.ts";
import { codeHolding, newNames, wordsInCode } from "./words.ts";

/** Lockstep's own records: committed with the change, but not part of what is judged. */
function isRecord(path: Path): boolean {
  return (
    path.startsWith(`${CHANGES}/`) || path === ".lockstep/.gitignore" || path === ".lockstep/.gitattributes"
  );
}

/** Asks the world everything one judgement needs. The only part of a check that waits. */
export async function gather(world: World, memory: Memory): Promise<Snapshot> {
  const comparison = await world.compare();
  const { before, after, base, head, uncommitted } = comparison;
  const { held = after } = world;
  const [configuration, compared] = await Promise.all([
    readConfiguration(world, held, memory.configuration),
    compareTrees(before, after),
  ]);
  const entries = compared.filter(({ path }) => !isRecord(path));
  const [{ protocol, protocols, own, digest }, changes, records] = await Promise.all([
    readProtocol(world, held, configuration, memory.protocols),
    readChanges(before, after, entries, memory.changes),
    world.records(comparison),
  ]);
  const files = changes.map(({ change }) => change);
  const facts = changes.flatMap((changed) => changed.facts);
  const phased = await readPhaseDocuments(after, records.changes, memory.claims.texts);
  const claims = await claimsOf(comparison, files, phased, records, protocols, memory.claims);
  const [unmatched, policy] = await Promise.all([
    unmatchedGlobs(after, configuration, memory.unmatched),
    readPolicy(world, world.held ?? before, entries, { configuration, protocol, protocols }, memory),
  ]);
  const surfaces = bindSurfaces(protocol, configuration?.config ?? {}, own);
  const ranked = world.ranks === true || surfaces.some(({ opens }) => opens === "impacted");
  const bound = (configuration?.config.impact?.bindings ?? []).length > 0;
  const wanted = facts.length > 0 || ((ranked || bound) && files.length > 0);
  const documents = await documentsOf(after, wanted, memory.documents);
  const specs = await specsOf(after, facts.length > 0, memory.specs);
  const risky = protocol.risks.length > 0 ? goneModels(facts) : [];
  const found = await codeHolding(after, [...wordsInCode(facts, files, [documents, specs]), ...risky]);
  const occurrences = (word: string): readonly Path[] => found.get(word) ?? [];
  const commented = await commentedCode(after, facts, occurrences, memory.commented);
  const wantsNames = surfaces.some(({ role, opens }) => role === "commands" && opens === "always");
  const fresh = wantsNames ? newNames(facts) : [];
  const named = fresh.length > 0 ? await after.search(fresh) : new Map<string, readonly Path[]>();
  const ranking = ranked ? await rankingKnown(world, comparison, files, documents) : undefined;
  return {
    change: { base, head },
    stage: world.stage,
    protocol,
    protocols,
    ownProtocol: own,
    configuration,
    files,
    facts,
    documents,
    specs,
    occurrences,
    commented,
    named: (word) => named.get(word) ?? [],
    ...(ranking ? { ranking } : {}),
    unmatched,
    records,
    ...(claims ? { claims } : {}),
    policy,
    protocolDigest: digest,
    phaseTexts: phaseTextsOf(phased),
    digest: world.digest(contents(files)),
    ...(uncommitted ? { uncommitted: withoutRecords(uncommitted) } : {}),
  };
}

function withoutRecords(
  uncommitted: NonNullable<Snapshot["uncommitted"]>,
): NonNullable<Snapshot["uncommitted"]> {
  const keep = (paths: readonly Path[]): Path[] => paths.filter((path) => !isRecord(path));
  return {
    staged: keep(uncommitted.staged),
    unstaged: keep(uncommitted.unstaged),
    untracked: keep(uncommitted.untracked),
  };
}

/** The changed files with their contents' ids, one a line, in path order. */
function contents(files: readonly FileChange[]): string {
  return files
    .map(({ path, from, afterId }) => JSON.stringify([path, from ?? null, afterId ?? null]))
    .join("\n");
}
