/** The door to the core: the only file outsiders import, as `#core`. */
export type * from "./model/place.ts";
export type * from "./model/change.ts";
export type * from "./model/finding.ts";
export type * from "./model/protocol.ts";
export type * from "./model/verdict.ts";
