import type { Finding } from "../model/finding.ts";
import type { Protocol } from "../model/protocol.ts";
import { placeOf } from "./document.ts";
import { LIMITS } from "./limits.ts";
import type { Linted } from "./linted.ts";

/** What the reading itself showed: parts over a limit, fences left open, texts run together, nothing to hold. */
export function* lintShape({ read, protocol, tables }: Linted): Generator<Finding> {
  const { document } = read;
  const last = document.lines.length;
  const finding = (rule: string, severity: Finding["severity"], line: number, message: string): Finding => ({
    rule,
    severity,
    message,
    place: placeOf(document, { line }),
    because: [],
  });
  const tooLarge = (line: number, message: string): Finding =>
    finding("protocol/too-large", "error", line, message);

  if (read.cutAfter !== undefined)
    yield tooLarge(
      read.cutAfter,
      `Only the first ${LIMITS.characters / 1024} KB of a protocol are read, up to this line; what stands below is not held. Split the document.`,
    );
  for (const line of read.cutLines)
    yield tooLarge(
      line,
      `Only the first ${LIMITS.lineCharacters} characters of this line are read; break the line.`,
    );
  const [deepest] = read.tooDeep;
  if (deepest !== undefined)
    yield tooLarge(
      deepest,
      `Lists and quotes stand more than ${LIMITS.nesting / 2} deep in each other from here; what is deeper is not read.`,
    );
  for (const line of read.tooLong)
    yield tooLarge(
      line,
      `A table may have ${LIMITS.tableRows} rows; the rows from here on are not read. Split the table.`,
    );
  const surfaces = tables
    .filter(({ known }) => known?.kind === "surfaces")
    .flatMap(({ table }) => table.rows);
  const refused = surfaces[LIMITS.surfaces];
  if (refused)
    yield tooLarge(
      refused.line,
      `A protocol may have ${LIMITS.surfaces} surfaces; those from here on are not held.`,
    );

  for (const { block } of document.contents) {
    if (block.is === "code" && !block.closed && block.info !== "" && block.line < last)
      yield finding(
        "protocol/parse",
        "warning",
        block.line,
        "This code fence is never closed, so everything below it is read as code; close it.",
      );
  }
  for (const { line, cuts } of read.glued) {
    const raw = document.rawLines[line - 1] ?? "";
    yield {
      ...finding(
        "protocol/parse",
        "warning",
        line,
        "Several parts run together in this line, as in text copied from a web page; they are read apart, put each on its own line.",
      ),
      ...(raw === document.lines[line - 1]
        ? {
            fixes: [
              {
                title: "Put each part on its own line",
                edits: cuts.map((column) => ({
                  path: document.path,
                  start: { line, column },
                  end: { line, column },
                  text: "\n",
                })),
              },
            ],
          }
        : {}),
    };
  }
  if (isEmpty(protocol))
    yield finding(
      "protocol/parse",
      "warning",
      1,
      "Nothing in this document can be held: there is no surface, phase, step, checklist or gate. See docs/protocol-format.md for what is read.",
    );
}

function isEmpty(protocol: Omit<Protocol, "findings">): boolean {
  const { surfaces, risks, phases, steps, checklist, audit, rubric, components, mandates, gates, demands } =
    protocol;
  return [
    surfaces,
    risks,
    phases,
    steps,
    checklist,
    audit,
    rubric,
    components,
    mandates,
    gates,
    demands,
  ].every((parts) => parts.length === 0);
}
