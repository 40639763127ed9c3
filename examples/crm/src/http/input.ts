import { Refusal } from "../errors.ts";
import type { Collection, Row } from "../store/types.ts";
import type { Request } from "./router.ts";

export const DEFAULT_PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = 200;

export function text(body: Request["body"], field: string): string {
  const value = body[field];
  if (typeof value !== "string" || !value.trim()) throw new Refusal(422, `${field} is required`);
  return value.trim();
}

export function optionalText(body: Request["body"], field: string): string | undefined {
  return body[field] === undefined || body[field] === null ? undefined : text(body, field);
}

export function choice<T extends string>(value: string, field: string, choices: readonly T[]): T {
  const found = choices.find((each) => each === value);
  if (!found) throw new Refusal(422, `${field} must be one of ${choices.join(", ")}`);
  return found;
}

export function pageSize(query: URLSearchParams): number {
  const value = Number(query.get("limit") ?? DEFAULT_PAGE_SIZE);
  if (!Number.isInteger(value) || value < 1) throw new Refusal(422, "limit must be a positive whole number");
  return Math.min(value, MAX_PAGE_SIZE);
}

export async function found<T extends Row>(rows: Collection<T>, id = ""): Promise<T> {
  const row = await rows.get(id);
  if (!row) throw new Refusal(404, "Not found");
  return row;
}
