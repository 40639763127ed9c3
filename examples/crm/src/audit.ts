import type { Store } from "./store/types.ts";

/** Every act leaves one entry that says who did what to which row. */
export async function audit(
  store: Store,
  actor: string,
  action: string,
  entity: string,
  entityId: string,
): Promise<void> {
  await store.audit.add({ actor, action, entity, entityId });
}
