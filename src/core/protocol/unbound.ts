import { probeFor } from "../audit/probes/index.ts";
import type { Config } from "../config/schema.ts";
import type { Place } from "../model/place.ts";
import type { Protocol } from "../model/protocol.ts";
import { roleOf } from "../surfaces/bind.ts";
import { slug } from "./slug.ts";

/** A name of a protocol that nothing in the repository answers to. */
export interface UnboundName {
  readonly name: string;
  readonly place: Place;
  /** What follows from it, and what to write where. */
  readonly message: string;
}

/**
 * The surfaces, components and audit items of a team's own protocol that a configuration binds to nothing,
 * in the order of their lines. Built-in protocols are left out: nobody here can be asked to bind all of them.
 */
export function unboundNames(
  { surfaces, components, audit, demands }: Protocol,
  config: Config,
): readonly UnboundName[] {
  const bound = {
    surfaces: new Map(Object.entries(config.surfaces ?? {})),
    components: new Map(Object.entries(config.components ?? {})),
    audit: new Map(Object.entries(config.audit ?? {})),
  };
  const rollback = demands.find(({ kind }) => kind === "rollback");
  const found = [
    ...surfaces.flatMap(({ id, title, place }): UnboundName[] => {
      const binding = bound.surfaces.get(id);
      if ((binding?.role ?? roleOf(title)) !== "other" || isFilled(binding?.causes)) return [];
      const write = `write causes under surfaces.${id}, or give it a role`;
      return [{ name: title, place, message: `Nothing can make “${title}” owed; ${write}.` }];
    }),
    ...components.flatMap(({ component, place }): UnboundName[] => {
      const id = slug(component);
      const binding = bound.components.get(id);
      const said = (what: string, write: string): UnboundName[] => [
        { name: component, place, message: `Nobody looks for ${what} of “${component}”; write ${write}.` },
      ];
      if (!binding) return said("the documents", `documents under components.${id}`);
      if (rollback && !binding.rollback)
        return said(
          `the rollback document, which line ${rollback.place.line} demands,`,
          `rollback under components.${id}`,
        );
      return [];
    }),
    ...audit.flatMap(({ item, place }): UnboundName[] => {
      const binding = bound.audit.get(slug(item));
      if (binding?.run !== undefined || binding?.probe !== undefined) return [];
      if (probeFor(item).id !== ANY_ITEM) return [];
      const write = `write run or probe under audit.${slug(item)}`;
      return [{ name: item, place, message: `No probe answers “${item}”, so a person has to; or ${write}.` }];
    }),
  ];
  return found
    .filter(({ place }) => !place.path.startsWith("lockstep:"))
    .sort((a, b) => a.place.line - b.place.line);
}

/** The probe that is asked where no other knows the item's words. */
const ANY_ITEM = "surfaces";

function isFilled(globs: readonly string[] | undefined): boolean {
  return globs !== undefined && globs.length > 0;
}
