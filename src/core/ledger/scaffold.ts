import type { Path } from "../model/place.ts";
import type { Protocol, ProtocolPhase, ProtocolTable } from "../model/protocol.ts";
import { slug } from "../protocol/slug.ts";
import { changeFolder } from "./layout.ts";
import { keyOf } from "./outline.ts";
import { uniqueSections } from "./phase-document.ts";

/** A file to be written where none is. */
export interface ScaffoldedFile {
  readonly path: Path;
  readonly text: string;
}

/** The documents of a change, one per phase, with everything the protocol demands of each and nothing filled in. */
export function scaffoldPhases(
  { phases }: Pick<Protocol, "phases">,
  change: { readonly id: string; readonly title: string },
): readonly ScaffoldedFile[] {
  return phases.map((phase) => ({
    path: phaseDocumentPath(change.id, phase),
    text: phaseDocument(phase, change.title),
  }));
}

/** `.lockstep/changes/<id>/1-clarifying-questions-only.md` */
export function phaseDocumentPath(
  change: string,
  { number, title }: Pick<ProtocolPhase, "number" | "title">,
): Path {
  const words = slug(title).slice(0, 60).replace(/-+$/, "");
  return `${changeFolder(change)}/${number}-${words || "phase"}.md`;
}

function phaseDocument(phase: ProtocolPhase, title: string): string {
  const bullets = new Map(phase.bullets.map((bound) => [keyOf(bound.title), bound]));
  return [
    `# Phase ${phase.number}: ${phase.title}`,
    `<!-- ${commented(title)} -->`,
    ...phase.tables.flatMap(tableText),
    ...uniqueSections(phase).flatMap((section) => [
      `## ${section}`,
      `<!-- What the protocol asks for here. -->`,
    ]),
    ...[...bullets.values()].flatMap(({ title: heading, min, max }) => [
      `## ${heading}`,
      `<!-- ${min === max ? min : `${min} to ${max}`} bullets. -->`,
      "- …",
    ]),
    ...(phase.marker === undefined ? [] : ["```\n" + phase.marker + "\n```"]),
  ]
    .join("\n\n")
    .concat("\n");
}

/** The table with one empty row; one that asks questions gets a column for the answers. */
function tableText({ title, columns }: ProtocolTable): string[] {
  const asks = columns.some((column) => keyOf(column) === "question");
  const all = asks ? [...columns, "Answer"] : columns;
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [
    ...(title === "" ? [] : [`## ${title}`]),
    [row(all), row(all.map(() => "---")), row(all.map(() => "…"))].join("\n"),
  ];
}

/** A text that cannot end the comment it stands in. */
function commented(text: string): string {
  return text.replaceAll(/(?:--+|[<>\s])+/g, " ").trim();
}
