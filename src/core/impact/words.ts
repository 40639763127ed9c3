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

const OTHER = 0;
const LOWER = 1;
const UPPER = 2;

function caseOf(c: number): number {
  if ((c >= 97 && c <= 122) || (c >= 48 && c <= 57)) return LOWER;
  return c >= 65 && c <= 90 ? UPPER : OTHER;
}

/** The parts of a name, ASCII letters and digits in lower case, in order: `maxRetryCount2` → max, retry, count2; `HTTPServer` → http, server. */
export function subwords(name: string): string[] {
  const parts: string[] = [];
  let from = 0;
  let previous = OTHER;
  for (let at = 0; at <= name.length; at++) {
    const now = caseOf(name.charCodeAt(at));
    const begins =
      now === UPPER && (previous === LOWER || (previous === UPPER && isSmall(name.charCodeAt(at + 1))));
    if (previous !== OTHER && (now === OTHER || begins)) parts.push(name.slice(from, at).toLowerCase());
    if (previous === OTHER || begins) from = at;
    previous = now;
  }
  return parts;
}

/** The stems of the parts of a path, the file's ending left out. */
export function stemsOfPath(path: string): string[] {
  return subwords(path.replace(/\.\w+$/, "")).map(stem);
}

function isSmall(c: number): boolean {
  return c >= 97 && c <= 122;
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
