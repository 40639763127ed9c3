import { brokenReference } from "./broken-reference.ts";
import { docsBehindCode } from "./docs-behind-code.ts";
import { globMatchesNothing } from "./glob-matches-nothing.ts";
import { missingForComponent } from "./missing-for-component.ts";
import { notNeededStale } from "./not-needed-stale.ts";
import { rollbackMissing } from "./rollback-missing.ts";
import type { Rule } from "./rule.ts";
import { staleLine } from "./stale-line.ts";
import { surfaceOpen } from "./surface-open.ts";
import { unbound } from "./unbound.ts";
import { unknownAuditItem } from "./unknown-audit-item.ts";
import { unknownComponent } from "./unknown-component.ts";
import { unknownSurface } from "./unknown-surface.ts";
import { unknownVerification } from "./unknown-verification.ts";
import { unmappedPath } from "./unmapped-path.ts";
import { verificationMissing } from "./verification-missing.ts";
import { verificationStale } from "./verification-stale.ts";

/** Every rule, in the order its findings are listed in. */
export const RULES: readonly Rule[] = [
  docsBehindCode,
  staleLine,
  brokenReference,
  missingForComponent,
  rollbackMissing,
  surfaceOpen,
  verificationMissing,
  verificationStale,
  notNeededStale,
  unmappedPath,
  unknownSurface,
  unknownComponent,
  unknownAuditItem,
  unknownVerification,
  globMatchesNothing,
  unbound,
];
