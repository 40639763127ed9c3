import { readFile, realpath } from "node:fs/promises";
import { isAbsolute, join, relative } from "node:path";
import { configFolder } from "../runner/consent.ts";

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
