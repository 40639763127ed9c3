import { holdsWord } from "../../evidence/symbols.ts";
import type { FileChange } from "../../model/change.ts";
import { addedLines, isComment, type Line } from "./lines.ts";
import { type Answer, at, type Probe } from "./probe.ts";

const MIGRATION =
  /(?:^|\/)(?:migrations?|versions|migrate|db\/migrate|flyway|changelogs?)\/.*\.(?:sql|py|ts|js|rb|php|ya?ml|xml)$/i;
const MODEL_FILE =
  /\.prisma$|(?:^|\/)(?:schema|structure)\.(?:sql|rb)$|(?:^|\/)models?(?:\/[^/]+)?\.py$|(?:^|\/)(?:entities|models)\/[^/]+\.(?:ts|py|js)$/i;
const PRISMA = /^\s*(?:model|enum|type)\s+(\w+)|^\s+([A-Za-z]\w*)\s+[A-Z]\w*(?:\[\]|\?)?(?:\s|$)|^\s*@@/;
const ALCHEMY =
  /^\s*(\w+)\s*(?::\s*Mapped\[[^\]]{0,80}\])?\s*=\s*(?:db\.|sa\.)?(?:Column|mapped_column|relationship)\(|__tablename__\s*=\s*["'](\w+)/;
const SQL =
  /\b(?:CREATE|ALTER|DROP)\s+(?:TABLE|TYPE|INDEX)\b[^"`\w]*(?:IF\s+(?:NOT\s+)?EXISTS\s+)?["`]?(\w+)|^\s+["`]?(\w+)["`]?\s+(?:text|integer|bigint|serial|varchar|timestamp\w*|boolean|numeric|uuid|jsonb?|date)\b/i;
const ORM =
  /@(?:Column|Entity|PrimaryColumn|PrimaryGeneratedColumn|ManyToOne|OneToMany)\b|\b(?:models\.\w+Field|DataTypes\.\w+)\b/;

/** Whether a change of the data model brings the migration that makes it true, and the other way round. */
export const migrations: Probe = {
  id: "migrations",
  answers: /\bmigrations?\b|\balembic\b|\bprisma\b|\bschema\b|\borm\b|\bdb state\b/i,
  probe: ({ changes }) => migrationAnswer(changes),
};

/** What the changed files say of it. */
export function migrationAnswer(changes: readonly FileChange[]): Answer {
  const brought = changes.filter(
    ({ path, status, after }) => MIGRATION.test(path) && status === "added" && after !== undefined,
  );
  const models = changes.filter(
    ({ path, neutral }) => neutral === undefined && MODEL_FILE.test(path) && !MIGRATION.test(path),
  );
  const lines = models.flatMap((change) => modelLines(change));
  if (lines.length === 0 && brought.length === 0)
    return { result: "N/A", evidence: [], says: "The change touches no data model and no migration." };
  if (lines.length === 0)
    return {
      result: "Pass",
      evidence: brought.slice(0, 3).flatMap((change) => firstStatement(change)),
      says: "A migration without a change of a model.",
      candidate: true,
      followUp: "Check that the models already say so",
    };
  if (brought.length === 0) {
    return {
      result: "Fail",
      evidence: lines.slice(0, 3).map(({ line }) => at(line)),
      says: `The data model changes (${names(lines).slice(0, 3).join(", ")}) and no migration is added.`,
      followUp: "Generate the migration",
    };
  }
  return matched(lines, brought);
}

interface ModelLine {
  readonly line: Line;
  readonly name: string;
}

function modelLines(change: FileChange): ModelLine[] {
  const { path } = change;
  const pattern = path.endsWith(".prisma")
    ? PRISMA
    : path.endsWith(".py")
      ? ALCHEMY
      : path.endsWith(".sql")
        ? SQL
        : ORM;
  const added = addedLines(change).flatMap((line) => {
    const match = isComment(line.text) ? undefined : pattern.exec(line.text);
    return match ? [{ line, name: match[1] ?? match[2] ?? "" }] : [];
  });
  // A model whose lines were only taken away changes the data as well.
  const removed = change.hunks.find(({ oldCount, newCount }) => oldCount > 0 && newCount === 0);
  return added.length === 0 && removed && change.after !== undefined
    ? [{ line: { path, line: Math.max(1, removed.newStart), text: "" }, name: "" }]
    : added;
}

function names(lines: readonly ModelLine[]): string[] {
  return [...new Set(lines.map(({ name }) => name).filter((name) => name !== ""))];
}

/** Every changed name has to stand in a migration, in the spelling of either side. */
function matched(lines: readonly ModelLine[], brought: readonly FileChange[]): Answer {
  const statements = brought.flatMap((change) => addedLines(change).filter(({ text }) => !isComment(text)));
  const found = names(lines).map((name) => ({
    name,
    line: statements.find(({ text }) => spellings(name).some((spelling) => holdsWord(text, spelling))),
  }));
  const missing = found.filter(({ line }) => line === undefined).map(({ name }) => name);
  const evidence = [
    ...lines.slice(0, 2).map(({ line }) => at(line)),
    ...new Set(found.flatMap(({ line }) => (line ? [at(line)] : []))),
  ].slice(0, 6);
  if (missing.length > 0) {
    return {
      result: "Open",
      evidence,
      says: `No added migration names ${missing.slice(0, 5).join(", ")}.`,
      candidate: true,
      followUp: `Check that the migration covers ${missing.slice(0, 5).join(", ")}`,
    };
  }
  return {
    result: "Pass",
    evidence: evidence.length > 0 ? evidence : brought.flatMap((change) => firstStatement(change)),
    says: "Every changed model and column stands in an added migration.",
  };
}

function spellings(name: string): string[] {
  const snake = name.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
  return [...new Set([name, snake, `${snake}s`, name.toLowerCase()])];
}

function firstStatement(change: FileChange): string[] {
  const first = addedLines(change).find(({ text }) => !isComment(text));
  return first ? [at(first)] : [];
}
