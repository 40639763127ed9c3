import { isDocument } from "../impact/classify.ts";
import { matching } from "../glob.ts";
import type { NewFile } from "../model/finding.ts";
import type { Path } from "../model/place.ts";
import type { ProtocolComponent } from "../model/protocol.ts";
import { slug } from "../protocol/slug.ts";

export type Kind = "documents" | "rollback";

/** What a document of a component begins with; `undefined` where the globs name no place to put it. */
export function templateFor(
  kind: Kind,
  component: ProtocolComponent,
  globs: readonly string[],
): NewFile | undefined {
  const path = globs
    .filter((glob) => !glob.startsWith("!"))
    .map((glob) => placeIn(glob, slug(component.component)))
    .find((one) => isDocument(one) && matching(globs)(one));
  return path === undefined ? undefined : { path, text: TEXTS[kind](component) };
}

/** A file that a glob means: itself where it is a path, else one of this name in the folder it begins with. */
function placeIn(glob: string, name: string): Path {
  const first = glob.search(/[*?[{(+@!\\]/);
  if (first < 0) return glob;
  const folder = glob.slice(0, glob.lastIndexOf("/", first) + 1);
  const ending = /\*\.(\w+)$/.exec(glob)?.[1] ?? "md";
  return `${folder}${name}.${ending}`;
}

const TEXTS: Readonly<Record<Kind, (component: ProtocolComponent) => string>> = {
  documents: ({ component, role, why }) =>
    lines(
      `# ${component}`,
      "",
      ...[role, why].flatMap((one) => (one === "" ? [] : [one, ""])),
      ...parts("Interfaces", "Configuration", "Failover", "Health checks"),
    ),
  rollback: ({ component }) =>
    lines(
      `# Rolling back a change to ${component}`,
      "",
      ...parts("When to roll back", "Steps", "How to see that it worked"),
    ),
};

function parts(...titles: readonly string[]): string[] {
  return titles.flatMap((title) => [`## ${title}`, "", "…", ""]);
}

function lines(...all: readonly string[]): string {
  return all.join("\n");
}
