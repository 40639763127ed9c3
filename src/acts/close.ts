import { type Verdict } from "#core";
import type { Planned } from "./plan.ts";

/**
 * Closes the change at hand: done, once every gate is open; or abandoned, with a reason.
 * @param changeSet names the content of the change as it is now
 */
export function planClose(
  { record, gates }: Pick<Verdict, "record" | "gates">,
  changeSet: string,
  abandon: string | undefined,
): Planned {
  if (record === undefined || record.closed !== undefined)
    return { refused: "No change is open on this branch." };
  if (abandon !== undefined) {
    const note = abandon.trim();
    if (note.length < 10) return { refused: "Say why it is given up, in at least 10 characters." };
    return planned(record.id, `Give up “${record.title}”`, { outcome: "abandoned", note });
  }
  const shut = gates.find(({ change, state }) => change === record.id && state !== "open");
  if (shut !== undefined) {
    const [ask] = shut.asks;
    return {
      refused: `Phase ${shut.phase}, ${shut.title}, is ${shut.state}${ask ? `: ${ask.text}` : ""}. A change is done when every gate is open; give it up with --abandon.`,
    };
  }
  return planned(record.id, `Close “${record.title}”`, { outcome: "done", changeSet });
}

function planned(
  change: string,
  title: string,
  data: { outcome: "done" | "abandoned"; changeSet?: string; note?: string },
): Planned {
  return { plan: { title, files: [], records: [{ is: "event", change, draft: { type: "close", data } }] } };
}
