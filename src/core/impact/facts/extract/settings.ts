import type { Named, Source } from "./named.ts";

const screamingKey = /^[A-Z][A-Z0-9_]{2,}$/;
/** Keys that demand a version of what the program runs on. */
const demandsRuntime = /^engines\.|(?:^|\.)(?:requires-python|rust-version)$/;
const versionLike = /^[\^~>=<v*\s]*\d+\.\d+(?:\.\d+)?(?:[-+.][\w.]+)?$/;
/** Keys of package manifests that state what others are, not what this program does. */
const notASetting =
  /^(?:version|.*dependencies(?:\..*)?|name|description|author|license|homepage|repository.*|resolutions.*|overrides.*|keywords|\$schema|packageManager)$/i;

/**
 * What a configuration text sets: keys by their dotted path, values, environment variables, scripts.
 * YAML, TOML, INI, `.env`, Dockerfile, JSON and Makefile, read line by line.
 */
export function* settingNames(source: Source): Generator<Named> {
  const { id } = source;
  if (id === "yaml") yield* yamlNames(source);
  else if (id === "toml" || id === "properties") yield* sectionNames(source);
  else if (id === "dotenv") yield* dotenvNames(source);
  else if (id === "dockerfile") yield* dockerfileNames(source);
  else if (id === "json") yield* jsonNames(source);
  else if (id === "make") yield* makeNames(source);
  if (id === "yaml" || id === "dotenv" || id === "dockerfile" || id === "shell") yield* interpolated(source);
}

function* yamlNames({ lines }: Source): Generator<Named> {
  const open: { indent: number; key: string }[] = [];
  /** Indentation of the key whose block scalar is being skipped; -1 outside one. */
  let scalar = -1;
  for (const [k, text] of lines.entries()) {
    if (text.trim() === "" || text.length > 500) continue;
    const indent = text.length - text.trimStart().length;
    if (scalar >= 0 && indent > scalar) continue;
    scalar = -1;
    if (text.trimStart().startsWith("#")) continue;
    const line = k + 1;
    const item = /^\s*-\s+/.exec(text)?.[0].length ?? 0;
    const port = /^\s*-\s+["']?(?:[\d.]+:)?(\d{2,5}):\d{2,5}["']?\s*$/.exec(text)?.[1];
    if (port && open.at(-1)?.key === "ports") {
      yield {
        kind: "value",
        text: [...open.slice(-2, -1).map(({ key }) => key), "port"].join("."),
        detail: port,
        line,
        defines: true,
      };
      continue;
    }
    const variable = /^\s*-\s+([A-Z][A-Z0-9_]{2,})=(.*)$/.exec(text);
    if (variable) {
      yield* environment(variable[1] ?? "", variable[2] ?? "", line);
      continue;
    }
    const pair = /^["']?([\w$./{}<>@-][\w$./{}<>@ -]*?)["']?\s*:(?:\s+(.*))?$/.exec(
      text.slice(Math.max(item, indent)),
    );
    if (!pair) continue;
    const at = Math.max(item, indent);
    while (open.length > 0 && (open.at(-1)?.indent ?? 0) >= at) open.pop();
    const key = pair[1] ?? "";
    const value = scalarOf(pair[2] ?? "");
    const path = [...open.map((outer) => outer.key), key];
    open.push({ indent: at, key });
    if (/^[|>][+-]?\d?$/.test(value)) scalar = indent;
    if (key.startsWith("/") && path[0] === "paths") {
      yield { kind: "route", text: key, line, defines: true };
      continue;
    }
    if (screamingKey.test(key)) yield* environment(key, value, line);
    else yield* setting(path, value, line);
  }
}

function* sectionNames({ lines, path }: Source): Generator<Named> {
  let section = "";
  for (const [k, text] of lines.entries()) {
    if (text.length > 500) continue;
    const header = /^\s*\[\[?\s*([\w."' -]+?)\s*\]?\]\s*$/.exec(text);
    if (header) {
      section = (header[1] ?? "").replace(/["']/g, "");
      continue;
    }
    const pair = /^\s*["']?([A-Za-z][\w.-]*)["']?\s*=\s*(.*)$/.exec(text);
    if (!pair) continue;
    const key = pair[1] ?? "";
    if (/(?:^|\.)scripts$|console_scripts/.test(section) && /\.toml$|setup\.cfg$/.test(path)) {
      yield { kind: "command", text: key, line: k + 1, defines: true };
    } else if (
      !/dependenc|build-system|package$/.test(section) ||
      /^(?:requires-python|rust-version)$/.test(key)
    ) {
      yield* setting([...section.split(".").filter(Boolean), key], scalarOf(pair[2] ?? ""), k + 1);
    }
  }
}

function* dotenvNames({ lines }: Source): Generator<Named> {
  for (const [k, text] of lines.entries()) {
    const pair = /^\s*(?:#\s?)?(?:export\s+)?([A-Z][A-Z0-9_]*)\s*=(.*)$/.exec(text.slice(0, 500));
    if (pair) yield* environment(pair[1] ?? "", pair[2] ?? "", k + 1);
  }
}

function* dockerfileNames({ lines }: Source): Generator<Named> {
  for (const [k, full] of lines.entries()) {
    const text = full.slice(0, 500);
    const exposed = /^\s*EXPOSE\s+(\d+)/i.exec(text)?.[1];
    if (exposed) yield { kind: "value", text: "port", detail: exposed, line: k + 1, defines: true };
    if (/^\s*(?:ENV|ARG)\s/i.test(text)) {
      const pair = /^\s*(?:ENV|ARG)\s+([A-Z][A-Z0-9_]*)(?:[= ](.*))?$/i.exec(text);
      if (pair) yield* environment(pair[1] ?? "", pair[2] ?? "", k + 1);
    }
  }
}

function* makeNames({ lines, path }: Source): Generator<Named> {
  const run = /justfile$/i.test(path) ? "just" : "make";
  for (const [k, text] of lines.entries()) {
    const target = /^([A-Za-z][\w.-]*(?:\s+[A-Za-z][\w.-]*)*)\s*:(?!=)/.exec(text.slice(0, 200))?.[1];
    for (const name of target?.split(/\s+/) ?? [])
      yield { kind: "command", text: name, detail: run, line: k + 1, defines: true };
    const pair = /^([A-Z][A-Z0-9_]{2,})\s*[:?]?=\s*(.*)$/.exec(text.slice(0, 300));
    if (pair) yield* setting([pair[1] ?? ""], scalarOf(pair[2] ?? ""), k + 1);
  }
}

function* jsonNames({ words, parent, path }: Source): Generator<Named> {
  const manifest = /(?:^|\/)(?:package|composer)\.json$/.test(path);
  const keyOf = new Map<number, string>();
  for (const [k, word] of words.entries()) {
    if (word.kind !== "string" || words[k + 1]?.text !== ":") continue;
    const key = word.text.slice(1, -1);
    const holder = parent[k] ?? -1;
    const outer = keyOf.get(holder) ?? "";
    const full = outer === "" ? key : `${outer}.${key}`;
    const value = words[k + 2];
    if (value?.text === "{" || value?.text === "[") keyOf.set(k + 2, full);
    if (full.length > 120) continue;
    if (manifest && outer === "scripts")
      yield { kind: "command", text: key, detail: "npm run", line: word.line, defines: true };
    else if (manifest && outer === "bin")
      yield { kind: "command", text: key, line: word.line, defines: true };
    else if (key.startsWith("/") && outer === "paths")
      yield { kind: "route", text: key, line: word.line, defines: true };
    else if (!(manifest && notASetting.test(full)) && value) {
      const literal =
        value.text === "-"
          ? `-${words[k + 3]?.text ?? ""}`
          : value.kind === "string"
            ? value.text.slice(1, -1)
            : value.text;
      yield* setting(
        full.split("."),
        value.kind === "punctuation" && value.text !== "-" ? "" : literal,
        word.line,
      );
    }
  }
}

function* interpolated({ lines }: Source): Generator<Named> {
  for (const [k, text] of lines.entries()) {
    if (!text.includes("${")) continue;
    for (const match of text
      .slice(0, 1_000)
      .matchAll(/\$\{([A-Z][A-Z0-9_]+)(?::?([-=?+])([^}]{0,100}))?\}/g)) {
      const name = match[1] ?? "";
      yield { kind: "env", text: name, line: k + 1, defines: false };
      if ((match[2] === "-" || match[2] === "=") && match[3])
        yield { kind: "value", text: name, detail: match[3], line: k + 1, defines: true };
    }
  }
}

function* environment(name: string, value: string, line: number): Generator<Named> {
  yield { kind: "env", text: name, line, defines: false };
  const literal = scalarOf(value);
  if (literal !== "" && !literal.includes("$") && !/password|secret|token|key$/i.test(name))
    yield { kind: "value", text: name, detail: literal, line, defines: true };
}

function* setting(path: readonly string[], value: string, line: number): Generator<Named> {
  const name = path.join(".");
  if (name.length > 120) return;
  yield { kind: "config-key", text: name, line, defines: true };
  const plain = !versionLike.test(value) && !/[{}[\]|>&*]/.test(value.charAt(0));
  if (value !== "" && value.length <= 80 && (plain || demandsRuntime.test(name))) {
    yield { kind: "value", text: name, detail: value, line, defines: true };
  }
}

/** A scalar without its quotes and the comment behind it. */
function scalarOf(text: string): string {
  const quoted = /^\s*(["'])([^"']*)\1/.exec(text);
  if (quoted) return quoted[2] ?? "";
  const comment = text.search(/(?:^|\s)#/);
  return (comment >= 0 ? text.slice(0, comment) : text).trim();
}
