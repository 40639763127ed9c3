import type { ProtocolComponent } from "../model/protocol.ts";
import { slug } from "../protocol/slug.ts";
import { type Kind, templateFor } from "./component-templates.ts";
import type { Case, Said } from "./rule.ts";

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
    const globs = bound.get(id)?.[kind] ?? [];
    const begins = templateFor(kind, component, globs);
    yield {
      place: configuration.place(["components", id, kind]),
      message: says(component, globs.join(", ")),
      because: [{ ...component.place, says: `${component.component}: ${component.why || component.role}` }],
      ...(begins ? { fixes: [{ title: `Begin ${begins.path} from a template`, edits: [], begins }] } : {}),
    };
  }
}
