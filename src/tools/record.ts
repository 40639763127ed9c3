import { planAssumption } from "#acts/assumptions";
import { planRequest } from "#acts/gate";
import { writePlannedFile } from "#adapters/write-planned-file";
import { addQuestions } from "#core";
import type { ToolInput, ToolOutput } from "#manifest/tools";
import { currentPhase } from "#views/current-phase";
import { plain } from "#views/plain";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Desk, NOTE, performAt, ToolTrouble, verdictAt } from "./desk.ts";
import { pathAt } from "./places.ts";

export async function assume(
  { place, ...said }: ToolInput<"lockstep_assume">,
  desk: Desk,
): Promise<ToolOutput<"lockstep_assume">> {
  const where = place && { path: await pathAt(desk.world.repository.root, place.path), line: place.line };
  await performAt(
    desk,
    planAssumption(await verdictAt(desk), { ...said, ...(where ? { place: where } : {}) }),
  );
  const { record } = await verdictAt(desk);
  const added = record?.assumptions.findLast(({ text }) => text === said.text.trim());
  if (!record || !added) throw new ToolTrouble("The assumption was recorded and cannot be read back.");
  return { note: NOTE, change: record.id, id: added.id, state: "pending" };
}

/** Adds questions to the current phase's document, where people answer them. */
export async function ask(
  { questions }: ToolInput<"lockstep_ask">,
  desk: Desk,
): Promise<ToolOutput<"lockstep_ask">> {
  const { root } = desk.world.repository;
  const { record, ...verdict } = await verdictAt(desk);
  const path = record && currentPhase(verdict)?.gate.document;
  if (path === undefined)
    throw new ToolTrouble(
      "No change with phases is open, so there is no document to put questions in. Ask in the conversation, or open one: lockstep start.",
    );
  const now = await readFile(join(root, await pathAt(root, path)), "utf8").catch(() => undefined);
  if (now === undefined)
    throw new ToolTrouble(
      `${plain(path)} is missing. Next: lockstep start writes the documents of a change.`,
    );
  const added = addQuestions(now, questions);
  if (!added)
    throw new ToolTrouble(
      `${plain(path)} has no table of questions: this phase asks for none. Record an assumption instead.`,
    );
  await writePlannedFile(root, { path, text: added.text, replaces: now });
  desk.world.moved();
  return { note: NOTE, path, lines: [...added.lines], open: questions.length };
}

/** What only a person can do about a gate. */
const FOR_PEOPLE: ReadonlySet<string> = new Set([
  "approval-missing",
  "approval-stale",
  "approval-too-low",
  "approval-unverified",
  "approval-taken-back",
  "assumption-pending",
  "question-unanswered",
]);

/** Asks a person to approve, once what only the agent can do is done. Never grants. */
export async function requestApproval(
  { phase: wanted, note = "" }: ToolInput<"lockstep_request_approval">,
  desk: Desk,
): Promise<ToolOutput<"lockstep_request_approval">> {
  const verdict = await verdictAt(desk);
  const number = wanted ?? currentPhase(verdict)?.phase.number;
  if (number === undefined)
    throw new ToolTrouble("Nothing waits for approval: the protocol has no phases, or every gate is open.");
  const planned = planRequest(verdict, number, note);
  if ("refused" in planned) throw new ToolTrouble(planned.refused);
  const gate = verdict.gates.find(({ phase }) => phase === number)!;
  const marker = verdict.protocol.phases.find((one) => one.number === number)?.marker;
  const requested = gate.state !== "ahead" && gate.asks.every(({ code }) => FOR_PEOPLE.has(code));
  if (requested) await performAt(desk, planned);
  return {
    note: NOTE,
    phase: gate.phase,
    title: plain(gate.title),
    state: gate.state,
    requested,
    asks: gate.asks.map(({ text }) => plain(text, 300)),
    ...(marker === undefined ? {} : { marker }),
  };
}
