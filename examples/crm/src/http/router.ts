import type { IncomingMessage, ServerResponse } from "node:http";
import { Refusal } from "../errors.ts";
import type { Logger } from "../log.ts";

export const MAX_BODY_BYTES = 64 * 1024;
export const ACTOR_HEADER = "x-crm-actor";

export interface Request {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** Who is asking; always known for a write. */
  readonly actor: string;
}

export interface Answer {
  readonly status?: number;
  readonly body: unknown;
}

type Handler = (request: Request) => Promise<Answer>;

export class Router {
  readonly #routes: { method: string; path: string; handler: Handler }[] = [];

  get(path: string, handler: Handler): void {
    this.#routes.push({ method: "GET", path, handler });
  }

  post(path: string, handler: Handler): void {
    this.#routes.push({ method: "POST", path, handler });
  }

  patch(path: string, handler: Handler): void {
    this.#routes.push({ method: "PATCH", path, handler });
  }

  async handle(request: IncomingMessage, response: ServerResponse, log: Logger): Promise<void> {
    const started = performance.now();
    const answer = await this.#answer(request).catch((error: unknown): Answer => {
      if (error instanceof Refusal) return { status: error.status, body: { error: error.message } };
      log.error("request failed", { error: String(error) });
      return { status: 500, body: { error: "Internal error" } };
    });
    const status = answer.status ?? 200;
    response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
    response.end(JSON.stringify(answer.body));
    const ms = Math.round(performance.now() - started);
    log.info("request", { method: request.method, url: request.url, status, ms });
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? "/", "http://localhost");
    const matching = this.#routes.flatMap((route) => {
      const params = match(route.path, url.pathname);
      return params ? [{ ...route, params }] : [];
    });
    if (matching.length === 0) throw new Refusal(404, "Not found");
    const route = matching.find(({ method }) => method === request.method);
    if (!route) throw new Refusal(405, "Method not allowed");
    const write = route.method !== "GET";
    const actor = String(request.headers[ACTOR_HEADER] ?? "").trim();
    if (write && !actor) throw new Refusal(400, "Missing X-CRM-Actor header");
    const body = write ? await readBody(request) : {};
    return route.handler({ params: route.params, query: url.searchParams, body, actor });
  }
}

function match(path: string, actual: string): Record<string, string> | undefined {
  const wanted = path.split("/");
  const given = actual.split("/");
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    if (part.startsWith(":")) params[part.slice(1)] = value;
    else if (part !== value) return undefined;
  }
  return params;
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= MAX_BODY_BYTES) chunks.push(chunk);
    }
  } catch {
    throw new Refusal(400, "Body ended early");
  }
  if (size > MAX_BODY_BYTES) throw new Refusal(413, `Body is larger than ${MAX_BODY_BYTES / 1024} KiB`);
  if (size === 0) return {};
  let body: unknown;
  try {
    body = JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new Refusal(400, "Body is not valid JSON");
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new Refusal(400, "Body must be a JSON object");
  }
  return body as Record<string, unknown>;
}
