import type { Path } from "#core";
import { Trouble } from "#ports";
import { fields } from "../git/diff.ts";
import type { Git } from "../git/git.ts";
import type { Blobs } from "./blobs.ts";
import type { Raw } from "./disk.ts";
import type { Entry } from "./entry.ts";
import { bytesFromPath, pathFromBytes } from "./paths.ts";

/** A regular file as it lies on disk, and what the index holds in its place. */
export interface Lying {
  readonly path: Path;
  readonly raw: Raw;
  readonly index: Entry | undefined;
}

/** What git would store of a file: the id, and whether only line ends were rewritten on the way. */
interface Stored {
  readonly object: string;
  readonly lineEnds: boolean;
}

/** What git does to contents on the way in. */
export interface Conversions {
  /**
   * What git would store of these files. Asks git only about files that differ from the index and may be
   * converted at all; attributes are remembered, so hold it only until an attributes file changes.
   */
  stored(files: readonly Lying[], signal?: AbortSignal): Promise<ReadonlyMap<Path, Stored>>;
}

/** What may happen to a file on the way in: its line ends, always or unless the index has CRLF too; anything, by a filter. */
type Conversion = "none" | "line-ends" | "line-ends-unless-indexed" | "filter";

const ATTRIBUTES = ["text", "crlf", "eol", "ident", "filter", "working-tree-encoding"] as const;

/** `autocrlf` is the value of `core.autocrlf`, `undefined` where it is not set. */
export function openConversions(git: Git, blobs: Blobs, autocrlf: string | undefined): Conversions {
  const remembered = new Map<Path, Conversion>();
  const converts = /^(?:true|yes|on|1|input)$/i.test(autocrlf ?? "");

  async function learn(paths: readonly Path[], signal: AbortSignal | undefined): Promise<void> {
    if (paths.length === 0) return;
    const input = Buffer.concat(paths.flatMap((path) => [bytesFromPath(path), Buffer.of(0)]));
    const asked = { input, ...(signal === undefined ? {} : { signal }) };
    const answer = fields(await git.bytes(["check-attr", "-z", "--stdin", ...ATTRIBUTES], asked));
    const values = new Map<Path, Map<string, string>>();
    for (const name of answer) {
      const path = pathFromBytes(name);
      const attribute = (answer.next().value as Buffer).toString("latin1");
      const value = (answer.next().value as Buffer).toString("latin1");
      const its = values.get(path) ?? new Map<string, string>();
      values.set(path, its.set(attribute, value));
    }
    for (const path of paths) remembered.set(path, conversionBy(values.get(path) ?? new Map(), converts));
  }

  async function mayChange({ path, raw, index }: Lying): Promise<boolean> {
    const conversion = remembered.get(path) ?? "none";
    if (conversion === "none" || conversion === "filter") return conversion === "filter";
    if (!raw.hasReturns) return false;
    if (conversion === "line-ends" || index === undefined) return true;
    return (await blobs.text(index.object))?.includes("\r\n") !== true;
  }

  return {
    async stored(files, signal) {
      const stored = new Map(
        files.map(({ path, raw }): [Path, Stored] => [path, { object: raw.object, lineEnds: false }]),
      );
      const differing = files.filter(({ raw, index }) => raw.object !== index?.object);
      await learn(
        differing.map(({ path }) => path).filter((path) => !remembered.has(path)),
        signal,
      );
      const may = await Promise.all(differing.map(mayChange));
      const asked = differing.filter((_, at) => may[at]);
      const objects = await hashes(
        git,
        asked.map(({ path }) => path),
        signal,
      );
      asked.forEach(({ path, raw }, at) => {
        const object = objects[at] ?? raw.object;
        stored.set(path, { object, lineEnds: object !== raw.object && remembered.get(path) !== "filter" });
      });
      return stored;
    },
  };
}

/** gitattributes(5), as far as it decides whether contents may change on the way in. */
function conversionBy(values: ReadonlyMap<string, string>, converts: boolean): Conversion {
  const value = (name: (typeof ATTRIBUTES)[number]): string => values.get(name) ?? "unspecified";
  const off = (name: (typeof ATTRIBUTES)[number]): boolean => /^(?:unspecified|unset)$/.test(value(name));
  if (!off("filter") || !off("working-tree-encoding") || !off("ident")) return "filter";
  const text = value("text") === "unspecified" ? value("crlf") : value("text");
  if (text === "unset") return "none";
  if (text === "auto") return "line-ends-unless-indexed";
  if (text !== "unspecified" || !off("eol")) return "line-ends";
  return converts ? "line-ends-unless-indexed" : "none";
}

/** The ids git would store these files under; nothing where git cannot say, because one of them is gone by now. */
async function hashes(
  git: Git,
  paths: readonly Path[],
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  if (paths.length === 0) return [];
  const input = Buffer.from(paths.map((path) => `${quoted(bytesFromPath(path))}\n`).join(""), "latin1");
  try {
    const answer = await git.filtered(await git.settings(), ["hash-object", "--stdin-paths"], {
      input,
      ...(signal === undefined ? {} : { signal }),
    });
    return answer.toString("latin1").trimEnd().split("\n");
  } catch (error) {
    if (error instanceof Trouble && error.code === "git-failed") return [];
    throw error;
  }
}

/** A name in git's own quotes, in which every byte can be written. */
function quoted(name: Buffer): string {
  let text = "";
  for (const byte of name)
    text +=
      byte < 0x20 || byte > 0x7e || byte === 0x22 || byte === 0x5c
        ? `\\${byte.toString(8).padStart(3, "0")}`
        : String.fromCharCode(byte);
  return `"${text}"`;
}
