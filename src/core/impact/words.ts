/** Names that look like code and are proper nouns, formats or standards. Lower case. */
const properNouns = new Set(
  "github gitlab cpython pypy jython pypi numpy scipy pytorch tensorflow rabbitmq elasticsearch couchdb influxdb clickhouse cockroachdb openstack virtualbox openai chatgpt semver camelcase pascalcase snake_case javascript typescript graphql postgresql mysql mongodb sqlite mariadb dynamodb youtube linkedin oauth oauth2 openid openapi opentelemetry devops webassembly websocket websockets webhook webhooks jquery nodejs nextjs nuxtjs vuejs reactjs nestjs expressjs macos ios ipados iphone openssl openssh latex wordpress stackoverflow bitbucket circleci powershell vscode webstorm intellij pycharm phpstorm localhost utf8 utf16 base64 base32 md5 sha1 sha256 sha384 sha512 http2 http3 ipv4 ipv6 es5 es6 es2015 es2020 x86 x64 amd64 arm64 x86_64 i18n l10n a11y k8s s3 ec2 e2e c99 vp8 mp3 mp4 h264 v8 json5 css3 html5 oauth1 log4j log4j2 asyncio esmodules esm cjs dockerhub docker-compose eslint prettier tailwindcss auth0 web3 b2b p2p wifi readme todo fixme".split(
    " ",
  ),
);

/**
 * Whether a word is unlikely to be English: it has an inner `_`, an inner capital, letters with digits, or
 * is a long-option flag. `SCREAMING` alone is not enough: acronyms are prose.
 */
export function isCodeLike(word: string): boolean {
  if (word.length < 3) return false;
  if (word.startsWith("--")) return word.length > 3;
  const bare = word.replace(/^[$@_]+|_+$/g, "");
  if (bare.length < 3 || properNouns.has(bare.toLowerCase())) return false;
  if (/[A-Za-z0-9]_[A-Za-z0-9]/.test(bare)) return true;
  if (/[a-z0-9][A-Z]/.test(bare)) return !/^[A-Z]+s$/.test(bare) && !/^(?:Mc|Mac|O)[A-Z][a-z]+$/.test(bare);
  if (/[A-Z]{2}[a-z]{2}/.test(bare)) return true;
  return /[A-Za-z]{2}\d|\d[A-Za-z]{2}/.test(bare) && !/^v?\d|^\d+[a-z]+$/i.test(bare);
}

/** Whether a word is lower-case words joined by dashes. Documents may mean English by it. */
export function isKebab(word: string): boolean {
  return /^[a-z][a-z0-9]+(?:-[a-z0-9]+)+$/.test(word);
}

/** Lower case, without `-`, `_`, `$` and `@`: `--index-url`, `INDEX_URL` and `indexUrl` are one. */
export function squash(word: string): string {
  return word.replace(/[-_$@]/g, "").toLowerCase();
}

/** The parts of a name, lower case, in order: `maxRetryCount2` → max, retry, count, 2. */
export function subwords(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== "");
}

/**
 * A word's stem, lightly (plural, -ing, -ed, -er of verbs): retries → retry, timeouts → timeout,
 * logging → log. The same stem for a name's part and for a document's word is all it promises.
 */
export function stem(word: string): string {
  let out = word.toLowerCase();
  if (out.length > 4 && out.endsWith("ies")) out = `${out.slice(0, -3)}y`;
  else if (out.length > 4 && /(?:ss|sh|ch|x|z)es$/.test(out)) out = out.slice(0, -2);
  else if (out.length > 3 && out.endsWith("s") && !/(?:ss|us|is)$/.test(out)) out = out.slice(0, -1);
  if (out.length > 5 && out.endsWith("ing")) out = undouble(out.slice(0, -3));
  else if (out.length > 4 && out.endsWith("ied")) out = `${out.slice(0, -3)}y`;
  else if (out.length > 4 && out.endsWith("ed") && !out.endsWith("eed")) out = undouble(out.slice(0, -2));
  if (out.length > 4 && out.endsWith("e")) out = out.slice(0, -1);
  return out;
}

function undouble(word: string): string {
  return /([bdgklmnprt])\1$/.test(word) && !/(?:ll|ss)$/.test(word) ? word.slice(0, -1) : word;
}
