import { randomUUID } from "node:crypto";
import type { Collection, Row, Store } from "./types.ts";

export type Tables = Record<string, Row[]>;

/** Where the tables live between two calls; without it they live in this process only. */
export interface Persistence {
  load(): Tables;
  save(tables: Tables): void;
}

export function memoryStore(persistence?: Persistence): Store {
  const own: Tables = {};
  const load = () => persistence?.load() ?? own;
  const save = (tables: Tables) => persistence?.save(tables);

  function collection<T extends Row>(name: string): Collection<T> {
    const rowsOf = (tables: Tables) => (tables[name] ??= []) as T[];
    return {
      async list(where = {}) {
        const wanted = Object.entries(where) as [keyof T, unknown][];
        return rowsOf(load())
          .filter((row) => wanted.every(([key, value]) => row[key] === value))
          .map((row) => ({ ...row }));
      },
      async get(id) {
        const row = rowsOf(load()).find((each) => each.id === id);
        return row && { ...row };
      },
      async add(row) {
        const tables = load();
        const added = { id: randomUUID(), ...row, createdAt: new Date() } as T;
        rowsOf(tables).push(added);
        save(tables);
        return { ...added };
      },
      async change(id, patch) {
        const tables = load();
        const row = rowsOf(tables).find((each) => each.id === id);
        if (!row) throw new Error(`No row ${id} in ${name}`);
        Object.assign(row, patch);
        save(tables);
        return { ...row };
      },
    };
  }

  return {
    contacts: collection("contacts"),
    leads: collection("leads"),
    deals: collection("deals"),
    activities: collection("activities"),
    messages: collection("messages"),
    audit: collection("audit"),
    async close() {},
  };
}
