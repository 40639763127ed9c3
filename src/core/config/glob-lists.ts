import { matching, type PathTest } from "../glob.ts";
import { isDocument } from "../impact/classify.ts";
import type { Path } from "../model/place.ts";
import { insidePackage } from "./inside-package.ts";
import type { Config } from "./schema.ts";

/** Where a value stands in a configuration. */
export type ConfigKeys = readonly (string | number)[];

/** A glob list that makes sense only where it matches a file. */
export interface GlobList {
  readonly keys: ConfigKeys;
  /** Whether a file is one the list asks for; for the documents of a component only documents are. */
  readonly meant: PathTest;
}

/** Every glob list of a configuration that should match something. `ignore` may match nothing. */
export function globListsOf({
  surfaces,
  packages,
  components,
  audit,
  impact,
  verification,
}: Config): readonly GlobList[] {
  return [
    ...surfaceLists(surfaces, ["surfaces"]),
    ...Object.entries(packages ?? {}).flatMap(([folder, { surfaces: own }]) => {
      const inside = insidePackage(folder);
      return surfaceLists(own, ["packages", folder, "surfaces"]).map(({ keys, meant }): GlobList => ({
        keys,
        meant: (path) => {
          const relative = inside(path);
          return relative !== undefined && meant(relative);
        },
      }));
    }),
    ...Object.entries(components ?? {}).flatMap(([id, { documents, rollback }]) =>
      [
        ...list(["components", id, "documents"], documents),
        ...list(["components", id, "rollback"], rollback),
      ].map(({ keys, meant }): GlobList => ({ keys, meant: (path) => isDocument(path) && meant(path) })),
    ),
    ...Object.entries(audit ?? {}).flatMap(([id, { paths }]) => list(["audit", id, "paths"], paths)),
    ...(impact?.bindings ?? []).flatMap(({ code, document }, at) => [
      ...list(["impact", "bindings", at, "code"], code),
      { keys: ["impact", "bindings", at, "document"], meant: (path: Path) => path === document },
    ]),
    ...(verification ?? []).flatMap(({ when }, at) => list(["verification", at, "when"], when)),
  ];
}

function surfaceLists(surfaces: Config["surfaces"], above: ConfigKeys): GlobList[] {
  return Object.entries(surfaces ?? {}).flatMap(([id, { paths, causes }]) => [
    ...list([...above, id, "paths"], paths),
    ...list([...above, id, "causes"], causes),
  ]);
}

function list(keys: ConfigKeys, globs: readonly string[] | undefined): GlobList[] {
  return globs && globs.length > 0 ? [{ keys, meant: matching(globs) }] : [];
}
