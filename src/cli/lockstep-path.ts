import { realpathSync } from "node:fs";

/** Lockstep as it runs now, as words for a shell: the program that interprets it, and its own file. */
export function lockstepHere(): string {
  return [process.execPath, realpathSync(process.argv[1] ?? "")].map(quoted).join(" ");
}

function quoted(path: string): string {
  const plain = path.replaceAll("\\", "/");
  return /^[\w./:@+-]+$/.test(plain) ? plain : `'${plain.replaceAll("'", "'\\''")}'`;
}
