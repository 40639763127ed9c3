import type { Collection, Row, Store } from "./types.ts";

interface Delegate {
  findMany(args: object): Promise<unknown>;
  findUnique(args: object): Promise<unknown>;
  create(args: object): Promise<unknown>;
  update(args: object): Promise<unknown>;
}

interface Client {
  contact: Delegate;
  lead: Delegate;
  deal: Delegate;
  activity: Delegate;
  outboundMessage: Delegate;
  auditEntry: Delegate;
  $disconnect(): Promise<void>;
}

/** Loaded only for postgresql:// URLs, so nothing else needs a generated Prisma client. */
export async function prismaStore(url: string): Promise<Store> {
  const module: string = "@prisma/client";
  const { PrismaClient } = (await import(module)) as {
    PrismaClient: new (options: { datasourceUrl: string }) => Client;
  };
  const client = new PrismaClient({ datasourceUrl: url });
  return {
    contacts: collection(client.contact),
    leads: collection(client.lead),
    deals: collection(client.deal),
    activities: collection(client.activity),
    messages: collection(client.outboundMessage),
    audit: collection(client.auditEntry),
    close: () => client.$disconnect(),
  };
}

function collection<T extends Row>(delegate: Delegate): Collection<T> {
  return {
    list: async (where = {}) => (await delegate.findMany({ where, orderBy: { createdAt: "asc" } })) as T[],
    get: async (id) => ((await delegate.findUnique({ where: { id } })) as T | null) ?? undefined,
    add: async (row) => (await delegate.create({ data: row })) as T,
    change: async (id, patch) => (await delegate.update({ where: { id }, data: patch })) as T,
  };
}
