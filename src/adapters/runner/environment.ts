/**
 * What a verification command inherits: where programs, caches and the home folder are, language, proxies.
 * No tokens, no credentials, nothing of git's that says which repository a hook is about.
 */
const NAMES: ReadonlySet<string> = new Set(
  `PATH PATHEXT HOME HOMEDRIVE HOMEPATH USERPROFILE USER LOGNAME USERNAME SHELL COMSPEC SYSTEMROOT SYSTEMDRIVE WINDIR
  PROGRAMFILES PROGRAMDATA APPDATA LOCALAPPDATA TMPDIR TEMP TMP TERM COLORTERM LANG LANGUAGE TZ CI NO_COLOR FORCE_COLOR
  XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_HOME XDG_RUNTIME_DIR
  HTTP_PROXY HTTPS_PROXY NO_PROXY ALL_PROXY SSL_CERT_FILE SSL_CERT_DIR NODE_EXTRA_CA_CERTS REQUESTS_CA_BUNDLE
  NVM_DIR VOLTA_HOME FNM_DIR PNPM_HOME COREPACK_HOME PYENV_ROOT VIRTUAL_ENV CONDA_PREFIX UV_CACHE_DIR PIP_CACHE_DIR
  GOPATH GOROOT GOCACHE GOMODCACHE GOFLAGS GOPROXY CARGO_HOME RUSTUP_HOME JAVA_HOME GRADLE_USER_HOME M2_HOME
  DOTNET_ROOT GEM_HOME GEM_PATH BUNDLE_PATH RBENV_ROOT ASDF_DIR ASDF_DATA_DIR MISE_DATA_DIR DOCKER_HOST
  PLAYWRIGHT_BROWSERS_PATH CHROME_PATH DISPLAY`.split(/\s+/),
);

/** The environment of a run: the allow-list of `ambient`, then the command's own variables. */
export function runEnvironment(
  ambient: Readonly<Record<string, string | undefined>>,
  own: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(ambient)) {
    const upper = name.toUpperCase();
    if (value !== undefined && (NAMES.has(upper) || upper.startsWith("LC_"))) environment[name] = value;
  }
  return Object.assign(environment, own);
}
