import { createServer, type Server } from "node:http";
import { pathToFileURL } from "node:url";
import { type Config, loadConfig } from "./config.ts";
import type { CallProvider } from "./dialer/dialer.ts";
import { Router } from "./http/router.ts";
import { contactRoutes } from "./http/routes/contacts.ts";
import { dealRoutes } from "./http/routes/deals.ts";
import { leadRoutes } from "./http/routes/leads.ts";
import { messageRoutes } from "./http/routes/messages.ts";
import { createLogger, type Logger } from "./log.ts";
import type { Gateway } from "./messages/outbox.ts";
import { openStore } from "./store/index.ts";
import type { Store } from "./store/types.ts";

export const REQUEST_TIMEOUT_MS = 10_000;

export interface App {
  readonly config: Config;
  readonly store: Store;
  readonly log: Logger;
  readonly provider: CallProvider;
  readonly gateway: Gateway;
  readonly now: () => Date;
}

export function createApp(app: App): Server {
  const router = new Router();
  router.get("/api/health", async () => ({ body: { status: "ok" } }));
  contactRoutes(router, app);
  leadRoutes(router, app);
  dealRoutes(router, app);
  messageRoutes(router, app);
  return createServer(
    { requestTimeout: REQUEST_TIMEOUT_MS, connectionsCheckingInterval: 1_000 },
    (request, response) => void router.handle(request, response, app.log),
  );
}

async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLogger(config.logLevel);
  const store = await openStore(config.databaseUrl);
  // Stand-ins that only log: a real telephony service and a real mail gateway are plugged in here.
  const provider: CallProvider = {
    async place(phone) {
      log.info("call placed", { phone });
      return "no-answer";
    },
  };
  const gateway: Gateway = {
    async deliver(channel, to, body) {
      log.info("message delivered", { channel, to, body });
    },
  };
  const server = createApp({ config, store, log, provider, gateway, now: () => new Date() });
  server.listen(config.port, () => log.info("listening", { port: config.port }));
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      log.info("stopping", { signal });
      server.close(() => void store.close());
    });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
