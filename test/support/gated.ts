import type { Planned } from "#acts/plan";
import { prepareApproval } from "#acts/approve";
import { planStart } from "#acts/start";
import { recordApproval } from "#adapters/approve";
import { makeEditorKey, signWithEditorKey } from "../../src/adapters/signing/editor-key.ts";
import { APPROVAL_NAMESPACE } from "../../src/adapters/signing/sshsig.ts";
import { repositoryWorld, type RepositoryWorld } from "#adapters/world";
import { type Actor, judge, type LedgerEvent, type Snapshot, type Verdict } from "#core";
import { gather } from "#gather/gather";
import { createMemory } from "#gather/memory";
import { fileURLToPath } from "node:url";
import { exitOf } from "../../src/cli/exit-of.ts";
import { makeRepository, type TestRepository } from "./repository.ts";

/** A protocol of three gated phases: the first only plans. */
export const PHASES = `# Change protocol

### PHASE 1 — Plan

* Summarize a **2–5 bullet plan**.
* Do not write code.
* End with \`=== AWAITING APPROVAL — DO NOT PROCEED ===\`

### PHASE 2 — Code Changes

* Provide **BUILD COMMANDS**.
* End with \`=== AWAITING APPROVAL — DO NOT PROCEED ===\`

### PHASE 3 — Delivery

* Provide **Summary**.
* End with \`=== AWAITING APPROVAL — DO NOT PROCEED ===\`

## Assumptions Policy

* Every assumption needs a rationale, the risk if wrong and a proposed test.
* Any hidden assumption that goes unlisted = automatic self-audit failure.
`;

export const MARKER = "=== AWAITING APPROVAL — DO NOT PROCEED ===";
export const ADA: Actor = { kind: "human", name: "Ada", via: "vscode" };

/** The two sides a change is judged from. */
export type From = "locally" | "in CI";

/** What a check came to. */
export interface Checked {
  readonly verdict: Verdict;
  readonly exit: number;
  /** `1 open, 2 waiting, 3 ahead` */
  readonly gates: string;
  /** `rule: message` of errors and warnings. */
  readonly findings: readonly string[];
}

/** A repository whose base is held to `PHASES`, with a change under way on the branch `work`. */
export interface Gated extends TestRepository {
  readonly change: string;
  /** The path of a phase's document. */
  documentOf(phase: number): string;
  /** Writes a document that lacks nothing. */
  fill(phase: number, words?: string): void;
  /** Approves as the editor does, with the editor's key unless another act is given. Fails where it is refused. */
  approve(phase: number, by?: Partial<Approver>): Promise<LedgerEvent>;
  /** Does what an act plans. Fails where it is refused. */
  perform(act: (verdict: Verdict, snapshot: Snapshot) => Planned): Promise<void>;
  /** @param attested who reviewed on the forge, where CI was told */
  check(from: From, attested?: readonly string[]): Promise<Checked>;
}

export interface Approver {
  readonly actor: Actor;
  readonly sign: (id: string) => string;
  readonly marks: readonly string[];
}

const HOME = fileURLToPath(new URL("../..", import.meta.url));

/** The editor's key; the base allows it. */
export const editor = makeEditorKey();

export function signedBy({ secret }: { readonly secret: string }, namespace = APPROVAL_NAMESPACE) {
  return (id: string): string => signWithEditorKey(secret, namespace, id);
}

export function signer(name: string, { publicLine }: { readonly publicLine: string }, options = ""): string {
  return `${name} ${options}namespaces="${APPROVAL_NAMESPACE}" ${publicLine}\n`;
}

/** @param base more files of the base commit */
export async function makeGated(base: Readonly<Record<string, string>> = {}): Promise<Gated> {
  const repository = makeRepository({
    ".lockstep/config.jsonc": '{ "protocols": ["docs/PROTOCOL.md"] }\n',
    ".lockstep/allowed_signers": signer("ada@example.org", editor),
    "docs/PROTOCOL.md": PHASES,
    "src/retry.ts": "export const RETRY_LIMIT = 3;\n",
    ...base,
  });
  repository.git("config", "user.name", "Ada");
  repository.git("config", "user.email", "ada@example.org");
  repository.git("checkout", "--quiet", "-b", "work");
  const change = await inWorld(repository, "locally", async (world) => {
    const start = {
      title: "Raise the limit",
      branch: "work",
      track: "full",
      day: "2026-11-20",
      hex: "4f2a9c",
    } as const;
    const planned = planStart(await gather(world, createMemory()), start);
    if ("refused" in planned) throw new Error(planned.refused);
    await world.perform(planned.plan);
    return planned.change!;
  });
  return gatedIn(repository, change);
}

/** The same, to do something else to: its records, journal and commits included. */
export function copyGated({ root, change }: Gated): Gated {
  return gatedIn(makeRepository({}, { copyOf: root }), change);
}

function gatedIn(repository: TestRepository, change: string): Gated {
  const names = ["1-plan", "2-code-changes", "3-delivery"];
  const bodies = [
    "## Plan\n\n- Raise it.\n- Say so.",
    "## Build commands\n\nnpm test",
    "## Summary\n\nIt is raised.",
  ];
  const documentOf = (phase: number): string => `.lockstep/changes/${change}/${names[phase - 1]}.md`;
  return {
    ...repository,
    change,
    documentOf,
    fill: (phase, words = "") =>
      repository.write(
        documentOf(phase),
        `# Phase ${phase}\n\n${words}\n\n${bodies[phase - 1]}\n\n\`\`\`\n${MARKER}\n\`\`\`\n`,
      ),
    approve: (phase, { actor = ADA, sign = signedBy(editor), marks = [] } = {}) =>
      inWorld(repository, "locally", async (world) => {
        const snapshot = await gather(world, createMemory());
        const act = prepareApproval(snapshot, judge(snapshot), phase, { marks });
        if ("refused" in act) throw new Error(act.refused);
        return recordApproval(world.repository, act, actor, async (id) => sign(id));
      }),
    perform: (act) =>
      inWorld(repository, "locally", async (world) => {
        const snapshot = await gather(world, createMemory());
        const planned = act(judge(snapshot), snapshot);
        if ("refused" in planned) throw new Error(planned.refused);
        await world.perform(planned.plan);
      }),
    check: (from, attested = []) =>
      inWorld(repository, from, async (world) => checkedOf(await gather(world, createMemory())), attested),
  };
}

function checkedOf(snapshot: Snapshot): Checked {
  const verdict = judge(snapshot);
  return {
    verdict,
    exit: exitOf(verdict, ["error", "warning"]),
    gates: verdict.gates.map(({ phase, state }) => `${phase} ${state}`).join(", "),
    findings: verdict.findings
      .filter(({ severity }) => severity === "error" || severity === "warning")
      .map(({ rule, message }) => `${rule}: ${message}`),
  };
}

async function inWorld<T>(
  repository: TestRepository,
  from: From,
  work: (world: RepositoryWorld) => Promise<T>,
  attested: readonly string[] = [],
): Promise<T> {
  const world = repositoryWorld({
    repository: await repository.open(),
    mode: from === "locally" ? { is: "working" } : { is: "range", base: "main", head: "HEAD" },
    stage: from === "locally" ? "gate" : "ci",
    home: HOME,
    env: {},
    attested,
  });
  try {
    return await work(world);
  } finally {
    await world.close();
  }
}
