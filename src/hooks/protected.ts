import { type Path, phaseDocumentAt } from "#core";

/** What a repository protects from agents besides what every one does. */
export interface Protection {
  /** The protocols as the configuration names them. */
  readonly protocols: readonly string[];
  /** Changes that are open: their phase documents are for agents to write. */
  readonly openChanges: ReadonlySet<string>;
}

/** What switches an agent's hooks on or off, wherever it lies: in the repository or in somebody's home. */
const AGENT_HOOKS =
  /(?:^|\/)(?:\.claude\/(?:settings(?:\.local)?\.json$|hooks\/)|\.codex\/(?:hooks\.json|config\.toml)$|\.github\/hooks\/|\.copilot\/(?:hooks\/|config\.json$)|\.gemini\/(?:settings\.json|trusted_hooks\.json)$|\.opencode\/plugins?\/|opencode\/plugins?\/|opencode\.jsonc?$|\.cursor\/hooks(?:\.json$|\/)|\.windsurf\/hooks\.json$|\.clinerules\/hooks\/)/;

/** What git runs, and where it keeps what runs. */
const GIT_HOOKS =
  /(?:^|\/)(?:\.git(?:\/|$)|\.husky\/|\.githooks\/|\.?lefthook(?:-local)?\.(?:ya?ml|toml|json)$|\.pre-commit-config\.ya?ml$)/;

/** Why a file of the repository is not an agent's to write; `undefined` where it is. Case does not matter: it does not on every disk. */
export function protectedIn(path: Path, { protocols, openChanges }: Protection): string | undefined {
  const folded = foldedPath(path);
  if (folded === ".lockstep" || folded.startsWith(".lockstep/")) {
    const document = phaseDocumentAt(path);
    if (document && openChanges.has(document.change)) return undefined;
    return `${path} belongs to Lockstep's records and rules`;
  }
  if (folded === "lockstep.config.jsonc") return `${path} is Lockstep's configuration`;
  if (protocols.some((name) => foldedPath(name) === folded)) return `${path} is the team's change protocol`;
  return undefined;
}

/** Why a file anywhere is not an agent's to write: hook settings of agents, git's own files. @param absolute with `/` */
export function protectedAnywhere(absolute: string): string | undefined {
  const folded = foldedPath(absolute);
  if (AGENT_HOOKS.test(folded)) return `${shown(absolute)} can switch hooks off`;
  if (GIT_HOOKS.test(folded)) return `${shown(absolute)} decides what git runs`;
  return undefined;
}

/** Windows drops dots and spaces at the end of a name. */
function foldedPath(path: string): string {
  return path
    .replaceAll("\\", "/")
    .split("/")
    .map((name) => (/^\.{1,2}$/.test(name) ? name : name.replace(/[. ]{1,255}$/, "")))
    .join("/")
    .replace(/^\.\//, "")
    .toLowerCase();
}

function shown(absolute: string): string {
  return absolute.split("/").slice(-3).join("/");
}
