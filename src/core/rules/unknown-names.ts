import type { ReadConfig } from "../config/read.ts";
import type { Said } from "./rule.ts";

/** The keys of a record of bindings that are no name of the protocol's, each at its line. */
export function* unknownNames(
  configuration: ReadConfig | undefined,
  record: "components" | "audit",
  { what, known }: { readonly what: string; readonly known: readonly string[] },
): Iterable<Said> {
  for (const id of Object.keys(configuration?.config[record] ?? {})) {
    if (!configuration || known.includes(id)) continue;
    const there = known.length > 0 ? `there are: ${known.join(", ")}` : "there is none at all";
    yield {
      place: configuration.place([record, id]),
      message: `No protocol has the ${what} “${id}”; ${there}.`,
    };
  }
}
