import type { Config } from "../config/schema.ts";
import type { ProtocolComponent } from "../model/protocol.ts";
import { slug } from "../protocol/slug.ts";
import type { Case, Said } from "./rule.ts";

type Kind = "documents" | "rollback";

/** The components of the protocol whose configured documents of a kind are not there, each at its globs. */
export function* componentsWithout(
  { configuration, protocol, unmatched }: Case,
  kind: Kind,
  says: (component: ProtocolComponent, globs: string) => string,
): Iterable<Said> {
  if (!configuration) return;
  const bound = new Map(Object.entries(configuration.config.components ?? {}));
  for (const component of protocol.components) {
    const id = slug(component.component);
    if (!unmatched.some((keys) => keys[0] === "components" && keys[1] === id && keys[2] === kind)) continue;
    yield {
      place: configuration.place(["components", id, kind]),
      message: says(component, globsOf(bound.get(id), kind)),
      because: [{ ...component.place, says: `${component.component}: ${component.why || component.role}` }],
    };
  }
}

function globsOf(binding: NonNullable<Config["components"]>[string] | undefined, kind: Kind): string {
  return (binding?.[kind] ?? []).join(", ");
}
