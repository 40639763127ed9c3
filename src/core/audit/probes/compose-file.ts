import { splitLines } from "../../diff/lines.ts";
import type { Path } from "../../model/place.ts";

/** A service of a compose file. */
export interface Service {
  readonly path: Path;
  readonly name: string;
  readonly line: number;
  readonly image: string;
  readonly builds: boolean;
  readonly ports: readonly { readonly text: string; readonly line: number }[];
}

export function isComposeFile(path: Path): boolean {
  return /(?:^|\/)(?:docker-)?compose(?:\.[\w-]+)?\.ya?ml$/i.test(path);
}

/** The services of a compose file, read by indentation: enough for names, images and ports. Never throws. */
export function servicesIn(path: Path, text: string): Service[] {
  const services: { -readonly [Key in keyof Service]: Service[Key] }[] = [];
  let inServices = false;
  let indent = -1;
  let list: { key: string; indent: number } | undefined;
  splitLines(text).forEach((raw, index) => {
    const line = raw.slice(0, 1_000).replace(/\s#.*$/, "");
    if (line.trim() === "" || line.trimStart().startsWith("#")) return;
    const depth = line.length - line.trimStart().length;
    const body = line.trim();
    if (depth === 0) {
      inServices = body === "services:";
      indent = -1;
      return;
    }
    if (!inServices) return;
    if (indent < 0) indent = depth;
    if (depth === indent) {
      const name = /^["']?([\w.-]+)["']?:/.exec(body)?.[1];
      if (name !== undefined)
        services.push({ path, name, line: index + 1, image: "", builds: false, ports: [] });
      list = undefined;
      return;
    }
    const service = services.at(-1);
    if (!service || depth < indent) return;
    if (list && depth <= list.indent && !body.startsWith("-")) list = undefined;
    const key = /^([\w-]+):\s*(.*)$/.exec(body);
    if (key && !body.startsWith("-") && (list === undefined || depth <= list.indent)) {
      const value = unquoted(key[2] ?? "");
      list = { key: key[1] ?? "", indent: depth };
      if (key[1] === "image") service.image = value;
      if (key[1] === "build") service.builds = true;
      if (key[1] === "ports" && value.startsWith("[")) {
        service.ports = value
          .replaceAll(/[[\]]/g, "")
          .split(",")
          .map((port) => ({ text: unquoted(port), line: index + 1 }))
          .filter((port) => port.text !== "");
      }
      return;
    }
    if (list?.key === "ports") {
      const published = /^(?:-\s*)?published:\s*(.*)$/.exec(body)?.[1];
      const host = /^(?:-\s*)?host_ip:\s*(.*)$/.exec(body)?.[1];
      const last = service.ports.at(-1);
      if (published !== undefined)
        service.ports = [...service.ports, { text: `${unquoted(published)}:`, line: index + 1 }];
      else if (host !== undefined && last)
        service.ports = [
          ...service.ports.slice(0, -1),
          { text: `${unquoted(host)}:${last.text}`, line: last.line },
        ];
      else if (body.startsWith("-") && !/^-\s*\w+:\s/.test(body))
        service.ports = [...service.ports, { text: unquoted(body.slice(1)), line: index + 1 }];
    }
  });
  return services;
}

const DATABASE =
  /\b(?:postgres(?:ql)?|postgis|timescale\w*|mysql|mariadb|mongo(?:db)?|redis|valkey|mssql|sqlserver|cockroach\w*|cassandra|clickhouse\w*|elasticsearch|opensearch|neo4j|influxdb|memcached)\b/i;

export function isDatabase({ name, image }: Service): boolean {
  return DATABASE.test(image) || (image === "" && /^(?:db|database)$/i.test(name)) || DATABASE.test(name);
}

/** The ports a service publishes to every network of the host: those bound to no loopback address. */
export function publishedPorts({
  ports,
}: Service): readonly { readonly text: string; readonly line: number }[] {
  return ports.filter(
    ({ text }) =>
      text.includes(":") && !/^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|localhost|\[::1\]|::1):/.test(text),
  );
}

function unquoted(text: string): string {
  return text.trim().replace(/^["']/, "").replace(/["']$/, "");
}
