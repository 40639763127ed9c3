import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";
import { loadConfig } from "../src/config.ts";
import { createLogger } from "../src/log.ts";
import { type App, createApp } from "../src/server.ts";
import { memoryStore } from "../src/store/memory.ts";

export const NOON = new Date("2026-10-05T12:00:00Z");

/** A server of its own on a free port; `call` speaks HTTP with it. */
export async function serve(t: TestContext, parts: Partial<App> = {}) {
  const delivered: string[] = [];
  const app: App = {
    config: loadConfig({ CRM_OWNERS: "ana,ben" }),
    store: memoryStore(),
    log: createLogger("error", () => {}),
    provider: { place: async () => "connected" },
    gateway: { deliver: async (channel, to) => void delivered.push(`${channel} ${to}`) },
    now: () => NOON,
    ...parts,
  };
  const server = createApp(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;

  async function call(method: string, path: string, body?: unknown, actor = "ana") {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { connection: "close", ...(actor ? { "X-CRM-Actor": actor } : {}) },
      body: body === undefined ? null : JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as any };
  }

  /** A contact with a lead, the way most tests want them. */
  async function lead(source = "referral", phone: string | null = "+4520000001") {
    const contact = await call("POST", "/api/contacts", {
      email: `${crypto.randomUUID()}@northwind.example`,
      fullName: "Mira Holm",
      phone,
    });
    const made = await call("POST", "/api/leads", { contactId: contact.body.id, source });
    return made.body;
  }

  return { app, call, lead, delivered };
}
