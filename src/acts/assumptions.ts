import type { Assumption, EventData, Verdict } from "#core";
import type { Planned } from "./plan.ts";

/** What has to be said of an assumption. */
export type NewAssumption = Omit<Extract<EventData<"assumption">, { act: "add" }>, "act">;

const FIELDS = {
  text: "what is taken for granted",
  rationale: "a rationale",
  risk: "the risk if it is wrong",
  proposedTest: "a proposed test",
} as const satisfies Partial<Record<keyof NewAssumption, string>>;

/** Lists an assumption; refused while one of its fields is empty. */
export function planAssumption({ record }: Pick<Verdict, "record">, said: NewAssumption): Planned {
  if (record?.closed !== undefined) return { refused: "The change is closed." };
  const trimmed = {
    ...said,
    text: said.text.trim(),
    rationale: said.rationale.trim(),
    risk: said.risk.trim(),
    proposedTest: said.proposedTest.trim(),
  };
  const missing = Object.entries(FIELDS).flatMap(([key, words]) =>
    trimmed[key as keyof typeof FIELDS] === "" ? [words] : [],
  );
  if (missing.length > 0) return { refused: `An assumption needs ${missing.join(", ")}.` };
  const data: EventData<"assumption"> = { act: "add", ...trimmed };
  return event(record?.id, `List the assumption “${trimmed.text}”`, data);
}

/**
 * Confirms or rejects an assumption, named by its id or the beginning of one. What was decided can be decided
 * otherwise; a rejection needs a reason.
 */
export function planDecision(
  { record }: Pick<Verdict, "record">,
  act: "confirm" | "reject",
  id: string,
  note: string,
): Planned {
  const found = (record?.assumptions ?? []).filter((one) => id.length >= 4 && one.id.startsWith(id));
  const [assumption] = found;
  if (record === undefined || assumption === undefined)
    return { refused: `There is no assumption ${id} in the change at hand.` };
  if (found.length > 1) return { refused: `${id} begins more than one assumption's id; say more of it.` };
  const said = note.trim();
  if (act === "reject" && said.length < 10)
    return { refused: "Say why it is rejected, in at least 10 characters." };
  const data: EventData<"assumption"> = { act, of: assumption.id, ...(said === "" ? {} : { note: said }) };
  return event(record.id, `${act === "confirm" ? "Confirm" : "Reject"} “${assumption.text}”`, data);
}

/** How an assumption is named where a person has to type it. */
export function shortId({ id }: Pick<Assumption, "id">): string {
  return id.slice(0, 8);
}

function event(change: string | undefined, title: string, data: EventData<"assumption">): Planned {
  const record = { is: "event", draft: { type: "assumption", data }, ...(change ? { change } : {}) } as const;
  return { plan: { title, files: [], records: [record] } };
}
