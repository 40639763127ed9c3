import { codeOf } from "./disk.ts";

export type LedgerTroubleCode =
  /** A link, or something that is no folder, stands where a folder of the ledger belongs. */
  | "unsafe-path"
  | "no-space"
  | "not-writable"
  /** The values of an event are out of bounds; the message says which. */
  | "refused"
  | "unknown-change"
  | "disk";

/** The world refused to read or write the ledger. No event is acknowledged by it. */
export class LedgerTrouble extends Error {
  override readonly name = "LedgerTrouble";
  readonly code: LedgerTroubleCode;

  constructor(code: LedgerTroubleCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  /** The trouble a failed call to the file system means; anything else is a bug and stays as it is. */
  static of(error: unknown, doing: string): unknown {
    const errno = codeOf(error);
    if (error instanceof LedgerTrouble || errno === "") return error;
    return new LedgerTrouble(CODES.get(errno) ?? "disk", `${doing}: ${errno}`, { cause: error });
  }
}

const CODES: ReadonlyMap<string, LedgerTroubleCode> = new Map([
  ["ENOSPC", "no-space"],
  ["EDQUOT", "no-space"],
  ["EACCES", "not-writable"],
  ["EPERM", "not-writable"],
  ["EROFS", "not-writable"],
  ["ELOOP", "unsafe-path"],
  ["ENOTDIR", "unsafe-path"],
]);
