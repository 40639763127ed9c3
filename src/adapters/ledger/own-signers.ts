import { mkdir, readFile, realpath, writeFile } from "node:fs/promises";
import { isAbsolute, join, relative } from "node:path";
import { configFolder } from "../runner/consent.ts";
import { APPROVAL_NAMESPACE } from "../signing/sshsig.ts";

/** In `allowed_signers`' form, outside every repository: the keys this user's editors approve with. */
const FILE = "signers";

/**
 * The keys that count on this machine although no base names them yet; empty where there are none, and where the
 * folder lies inside the repository, which could then vouch for itself.
 */
export async function readOwnSigners(root: string, folder: string = configFolder()): Promise<string> {
  try {
    const inside = relative(await realpath(root), await realpath(folder));
    if (inside === "" || (!inside.startsWith("..") && !isAbsolute(inside))) return "";
    return await readFile(join(folder, FILE), "utf8");
  } catch {
    return "";
  }
}

/** The line that names a key in `allowed_signers`. @param who a principal without spaces, commas and patterns */
export function signerLine(who: string, publicLine: string): string {
  return `${principal(who)} namespaces="${APPROVAL_NAMESPACE}" ${publicLine}`;
}

/** Adds a key of this user's, once. */
export async function addOwnSigner(line: string, folder: string = configFolder()): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, FILE);
  const now = await readFile(path, "utf8").catch(() => "");
  if (now.split("\n").includes(line)) return;
  const gap = now === "" || now.endsWith("\n") ? "" : "\n";
  await writeFile(path, `${now}${gap}${line}\n`, { mode: 0o600 });
}

function principal(who: string): string {
  return who.replaceAll(/[\s,*?!"#]+/g, "-").replaceAll(/^-+|-+$/g, "") || "somebody";
}
