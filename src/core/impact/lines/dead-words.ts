import type { ChangedFact, FactKind } from "../../model/change.ts";
import type { Path } from "../../model/place.ts";
import { isCode, isTest } from "../classify.ts";
import type { CommentedCode } from "../code/commented-code.ts";
import { isCodeLike, isKebab, subwords } from "../words.ts";

const named: ReadonlySet<FactKind> = new Set(["token", "flag", "env", "command", "config-key", "model"]);
const settingFile =
  /\.(?:ya?ml|toml|ini|cfg|conf|properties|tf|tfvars)$|(?:^|\/)(?:\.env[^/]*|dockerfile[^/]*|makefile)$/i;

/** Options that libraries give every program. */
const builtIn = /^--(?:help|version)$/;

/** Scripts that complete command lines repeat what the program says, and are mostly generated. */
const completion = /(?:^|[/_.-])(?:completions?|(?:bash|zsh|fish)[_-]?comp\w*)(?:[/_.-]|$)/i;

/**
 * The spellings under which a removed name may live on in code; `undefined` for a fact that nothing
 * removed. The name is gone only when code holds none of them.
 */
export function spellingsOf({ fact: { kind, before, after } }: ChangedFact): string[] | undefined {
  if (before === undefined || before === after || !named.has(kind) || builtIn.test(before)) return undefined;
  if (kind === "flag") {
    const name = before.replace(/^--/, "");
    // What holds the flag's value may keep its name where the flag itself was given another.
    if (after !== undefined) return [name];
    const parts = subwords(name);
    const camel = parts
      .map((part, k) => (k === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1)))
      .join("");
    return [
      ...new Set([
        name,
        name.replaceAll("-", "_"),
        camel,
        parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join(""),
      ]),
    ];
  }
  if (kind === "config-key") return [before.split(".").at(-1) ?? before];
  return [before];
}

/** Whether another manifest of the after tree may still define the command; its own has lost it. */
function definesCommand(path: Path): boolean {
  return /(?:^|\/)(?:package\.json|makefile|justfile)$/i.test(path);
}

/** Where code holds a word. */
interface Holders {
  occurrences(word: string): readonly Path[];
  readonly commented: ReadonlyMap<Path, CommentedCode>;
}

/**
 * Whether no code of the after tree holds any of the spellings. Tests are no code here, comments and docstrings of
 * the files that were read are none, and for an environment variable neither are settings.
 */
export function isGone(
  { fact, cause }: ChangedFact,
  spellings: readonly string[],
  { occurrences, commented }: Holders,
): boolean {
  const { kind } = fact;
  if (kind === "command") {
    return (
      fact.name === undefined ||
      spellings.every(
        (word) => !occurrences(word).some((path) => definesCommand(path) && path !== cause.path),
      )
    );
  }
  /** Comments may well hold a plain word and mean nothing by it. */
  const telling =
    kind === "flag" || kind === "model" || spellings.some((one) => isCodeLike(one) || isKebab(one));
  return spellings.every(
    (word) =>
      !occurrences(word).some(
        (path) =>
          isCode(path) &&
          !isTest(path) &&
          !(telling && commented.get(path)?.runs(word) === false) &&
          !(kind === "flag" && commented.get(path)?.offers(fact.before ?? "") === false) &&
          !(kind === "env" && settingFile.test(path)) &&
          !(kind === "flag" && completion.test(path)),
      ),
  );
}
