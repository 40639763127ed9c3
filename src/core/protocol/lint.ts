import type { Finding } from "../model/finding.ts";
import type { Protocol } from "../model/protocol.ts";
import type { MarkerUse } from "./markers.ts";
import type { ReadDocument } from "./read-document.ts";
import type { ReadTable } from "./read-tables.ts";

export function lint(
  _read: ReadDocument,
  _protocol: Omit<Protocol, "findings">,
  _tables: readonly ReadTable[],
  _markers: readonly MarkerUse[],
): Finding[] {
  return [];
}
