import { randomBytes } from "node:crypto";
import { lstat, mkdir, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join, relative } from "node:path";
import { type Command, commandDigest, sayCommand } from "./command.ts";
import { RunTrouble } from "./trouble.ts";

/** Which commands a person has agreed to run, kept outside every repository. */
export interface Consents {
  isConsented(command: Command): Promise<boolean>;
  /** Remembers a person's yes to exactly this command in this repository. */
  consent(command: Command): Promise<void>;
  /** Takes it back; fine where there was none. */
  withdraw(command: Command): Promise<void>;
}

/** `<user config dir>/lockstep`, as the platform has it. */
export function configFolder(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const xdg = environment["XDG_CONFIG_HOME"];
  if (xdg !== undefined && isAbsolute(xdg)) return join(xdg, "lockstep");
  const roaming = environment["APPDATA"];
  if (platform === "win32" && roaming !== undefined && isAbsolute(roaming)) return join(roaming, "lockstep");
  return join(environment["HOME"] ?? homedir(), ".config", "lockstep");
}

/**
 * The consents for one repository: a file for each, named by the command's digest, which also has to stand
 * in it. Throws RunTrouble `consent-inside-repository` where the folder lies in the repository: it could
 * then consent to its own commands.
 * @param root the repository's root, absolute
 * @param folder `configFolder()`
 */
export async function openConsents(root: string, folder: string = configFolder()): Promise<Consents> {
  const house = await realpath(root);
  const store = join(folder, "consent");
  await mkdir(store, { recursive: true, mode: 0o700 });
  const inside = relative(house, await realpath(store));
  if (inside === "" || (!inside.startsWith("..") && !isAbsolute(inside))) {
    throw new RunTrouble("consent-inside-repository", `${store} lies inside ${house}`);
  }
  const fileOf = (command: Command): string => join(store, commandDigest(house, command));
  return {
    async isConsented(command) {
      const file = fileOf(command);
      const found = await lstat(file).catch(() => undefined);
      if (!found?.isFile()) return false;
      const text = await readFile(file, "utf8").catch(() => "");
      return text.split("\n", 1)[0] === commandDigest(house, command);
    },
    async consent(command) {
      const file = fileOf(command);
      const temporary = `${file}.${randomBytes(6).toString("hex")}.tmp`;
      // Below the digest, what was agreed to in words, for whoever looks into the folder.
      await writeFile(temporary, `${commandDigest(house, command)}\n${house}\n${sayCommand(command)}\n`, {
        mode: 0o600,
        flag: "wx",
      });
      await rename(temporary, file);
    },
    async withdraw(command) {
      await rm(fileOf(command), { force: true });
    },
  };
}
