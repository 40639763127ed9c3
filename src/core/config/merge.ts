import type { Config } from "./schema.ts";

/** A configuration on top of another: bindings and severities by key, lists whole; what `over` says wins. */
export function mergeConfigs(base: Config, over: Config): Config {
  const surfaces = mergeRecords(base.surfaces, over.surfaces, (one, other) => ({ ...one, ...other }));
  const components = mergeRecords(base.components, over.components, (one, other) => ({ ...one, ...other }));
  const audit = mergeRecords(base.audit, over.audit, (one, other) => ({ ...one, ...other }));
  const packages = mergeRecords(base.packages, over.packages, (_, other) => other);
  const approvals = mergeApprovals(base.approvals, over.approvals);
  const impact = base.impact || over.impact ? { ...base.impact, ...over.impact } : undefined;
  const rules = mergeRecords(base.rules, over.rules, (_, other) => other);
  return {
    ...base,
    ...over,
    ...(surfaces ? { surfaces } : {}),
    ...(components ? { components } : {}),
    ...(audit ? { audit } : {}),
    ...(packages ? { packages } : {}),
    ...(impact ? { impact } : {}),
    ...(rules ? { rules } : {}),
    ...(approvals ? { approvals } : {}),
  };
}

function mergeApprovals(base: Config["approvals"], over: Config["approvals"]): Config["approvals"] {
  if (!base || !over) return over ?? base;
  const gates = mergeRecords(base.gates, over.gates, (one, other) => ({ ...one, ...other }));
  return { ...base, ...over, ...(gates ? { gates } : {}) };
}

function mergeRecords<Value>(
  base: Readonly<Record<string, Value>> | undefined,
  over: Readonly<Record<string, Value>> | undefined,
  merge: (one: Value, other: Value) => Value,
): Record<string, Value> | undefined {
  if (!base && !over) return undefined;
  const merged = new Map(Object.entries(base ?? {}));
  for (const [key, value] of Object.entries(over ?? {})) {
    const below = merged.get(key);
    merged.set(key, below === undefined ? value : merge(below, value));
  }
  return Object.fromEntries(merged);
}
