import type { Protocol } from "../model/protocol.ts";
import type { MarkerUse } from "./markers.ts";
import type { ReadDocument } from "./read-document.ts";
import type { ReadTable } from "./read-tables.ts";

/** Everything a linter may look at. */
export interface Linted {
  readonly read: ReadDocument;
  readonly protocol: Omit<Protocol, "findings">;
  readonly tables: readonly ReadTable[];
  readonly markers: readonly MarkerUse[];
}
