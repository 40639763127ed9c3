import { languageId } from "../diff/languages.ts";
import { isDocument } from "../impact/classify.ts";

const ENDINGS = new Set(
  `astro avsc bash bat bicep c cc cfg cjs clj conf config cpp cs css csv cts cue dart dbml diff dockerfile edn ejs env erb ex
  exs feature fs gql go gradle graphql groovy h hbs hcl hpp html http ini ipynb java jinja js json json5 jsonc jsonl jsx
  kt kts less lock log lua m make map md mdx mjs mk ml mod mts ndjson nix patch php pl plist po prisma properties proto ps1
  pug py pyi pyx r rb rego rs rst sass scala scss service sh snap sol sql sum svelte svg swift tcl tf tfvars tmpl toml ts
  tsv tsx txt vue wasm xml yaml yml zig zsh`.split(/\s+/),
);
const NAMES =
  /^(?:dockerfile(?:\.[\w-]+)?|containerfile|makefile|justfile|procfile|rakefile|gemfile|pipfile|jenkinsfile|vagrantfile|brewfile|codeowners|license|readme|changelog|caddyfile|tiltfile|\.(?:env(?:\.[\w-]+)?|gitignore|dockerignore|gitattributes|editorconfig|npmrc|nvmrc|prettierrc|eslintrc|babelrc))$/i;
/** Products that are written like files. */
const PRODUCTS =
  /^(?:node|next|vue|nuxt|react|express|three|d3|chart|moment|day|ember|backbone|alpine|discord|socket|type|p5|solid|angular|electron|nest|fastify|koa|bun|deno|asp|vb|ado)\.(?:js|ts|io|net)$/i;
const HOST = /\.(?:com|org|net|io|dev|app|ai|co|edu|gov|local|internal|localhost|svc|eu|de|uk|us)$/i;

/** Whether a word is written like a file of a repository: a folder or a known ending, and no host or product. */
export function looksLikeFile(word: string): boolean {
  const segments = word.split(/[\\/]/);
  const name = segments.at(-1) ?? "";
  if (name === "" || PRODUCTS.test(word)) return false;
  if (HOST.test(segments[0] ?? "") && segments.length > 1) return false;
  if (NAMES.test(name)) return segments.length > 1 || !/^(?:license|readme|changelog)$/.test(name);
  const ending = /^.+\.([A-Za-z][A-Za-z0-9]{0,14})$/.exec(name)?.[1]?.toLowerCase();
  if (ending === undefined) return false;
  return ENDINGS.has(ending) || languageId(name) !== undefined || isDocument(name);
}

/** Whether a word that a line number follows can be a file at all: `redis:7` and `localhost:3000` are none. */
export function mayHaveLines(word: string): boolean {
  if (looksLikeFile(word)) return true;
  const segments = word.split(/[\\/]/);
  const name = segments.at(-1) ?? "";
  if (HOST.test(segments[0] ?? "") || PRODUCTS.test(word)) return false;
  return segments.length > 1
    ? /[\p{L}]/u.test(name) && !/^\w+:?$/.test(segments[0] === "" ? name : "") && /\./.test(name)
    : /^[^.]+\.[A-Za-z]\w{0,14}$/.test(name);
}
