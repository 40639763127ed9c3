import type { Named, Source } from "./named.ts";

/** Models and their columns, with their defaults: Prisma schemas, SQL tables, SQLAlchemy and Django classes. */
export function* schemaNames(source: Source): Generator<Named> {
  if (source.id === "prisma") yield* prismaNames(source);
  else if (source.id === "sql") yield* sqlNames(source);
  else if (source.id === "python") yield* classColumns(source);
}

function* prismaNames({ lines }: Source): Generator<Named> {
  let model = "";
  for (const [k, full] of lines.entries()) {
    const text = full.slice(0, 500);
    const opened = /^\s*(?:model|enum|type|view)\s+(\w+)\s*\{/.exec(text)?.[1];
    if (opened) {
      model = opened;
      yield { kind: "model", text: model, line: k + 1, defines: true };
      continue;
    }
    if (/^\s*\}/.test(text)) model = "";
    const field = model === "" ? undefined : /^\s+([A-Za-z]\w*)(?:\s|$)/.exec(text)?.[1];
    if (!field) continue;
    yield { kind: "model", text: field, detail: model, line: k + 1, defines: true };
    const literal = /@default\(\s*("?)([^()"]{1,60})\1\s*\)/.exec(text)?.[2];
    if (literal)
      yield { kind: "value", text: `${model}.${field}`, detail: literal, line: k + 1, defines: true };
  }
}

const notAColumn = /^(?:primary|foreign|unique|constraint|key|index|check|exclude|like|fulltext|spatial)$/i;

function* sqlNames({ lines }: Source): Generator<Named> {
  let table = "";
  for (const [k, full] of lines.entries()) {
    const text = full.slice(0, 500);
    const line = k + 1;
    const created = /^\s*create\s+(?:temp(?:orary)?\s+)?table\s+(?:if\s+not\s+exists\s+)?([\w."`]+)/i.exec(
      text,
    )?.[1];
    if (created) {
      table = bare(created);
      yield { kind: "model", text: table, line, defines: true };
      continue;
    }
    const altered = /^\s*alter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?([\w."`]+)/i.exec(text)?.[1];
    if (altered) table = bare(altered);
    const added = /\badd\s+column\s+(?:if\s+not\s+exists\s+)?["`]?(\w+)/i.exec(text)?.[1];
    if (added) yield { kind: "model", text: added, detail: table, line, defines: true };
    const column = altered
      ? undefined
      : table === ""
        ? undefined
        : /^\s+["`]?([A-Za-z_]\w*)["`]?\s+[A-Za-z]/.exec(text)?.[1];
    if (column && !notAColumn.test(column))
      yield { kind: "model", text: column, detail: table, line, defines: true };
    const name = added ?? column;
    const literal = /\bdefault\s+('[^']{1,60}'|-?[\d.]+|true|false)/i.exec(text)?.[1];
    if (name && literal)
      yield {
        kind: "value",
        text: `${table}.${name}`,
        detail: literal.replace(/^'|'$/g, ""),
        line,
        defines: true,
      };
    if (text.includes(";") || /^\s*\)/.test(text)) table = "";
  }
}

function bare(name: string): string {
  return name.replace(/["`]/g, "").split(".").at(-1) ?? name;
}

const columnCall =
  /^(?:Column|mapped_column|relationship|Field|ForeignKey|ManyToManyField|OneToOneField|\w+Field)$/;

function* classColumns({ words }: Source): Generator<Named> {
  let owner = "";
  for (let k = 0; k < words.length; k++) {
    const word = words[k];
    if (!word?.first) continue;
    if (word.text === "class" && word.indent === "") {
      owner = words[k + 1]?.text ?? "";
      if (isModel(words, k)) yield { kind: "model", text: owner, line: word.line, defines: true };
      else owner = "";
    } else if (word.indent === "") owner = "";
    else if (owner !== "" && word.kind === "name" && isColumn(words, k)) {
      yield { kind: "model", text: word.text, detail: owner, line: word.line, defines: true };
    }
  }
}

function isModel(words: Source["words"], k: number): boolean {
  for (let i = k + 2; i < k + 16 && words[i]?.text !== ":"; i++) {
    if (/^(?:Base|Model|DeclarativeBase|SQLModel|db|Document)$/.test(words[i]?.text ?? "")) return true;
  }
  return false;
}

function isColumn(words: Source["words"], k: number): boolean {
  if (words[k + 1]?.text === ":" && words[k + 2]?.text === "Mapped") return true;
  if (words[k + 1]?.text !== "=") return false;
  const call = words[k + 3]?.text === "." ? words[k + 4]?.text : words[k + 2]?.text;
  return columnCall.test(call ?? "");
}
