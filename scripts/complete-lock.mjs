// `node scripts/complete-lock.mjs .` after a dependency changed: adds the platform packages that a registry mirror may not carry to package-lock.json,
// so that `npm ci` works on every platform (and here).
import { readFileSync, writeFileSync } from "node:fs";
const file = `${process.argv[2]}/package-lock.json`;
const lock = JSON.parse(readFileSync(file, "utf8"));
let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  if (!path) continue;
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (lock.packages[`${path}/node_modules/${name}`] || lock.packages[`node_modules/${name}`]) continue;
    const m =
      /(android|darwin|freebsd|linux|openharmony|win32|sunos|netbsd|openbsd|aix)-(arm64|arm|x64|ia32|ppc64|riscv64|s390x|loong64|mips64el)(?:-(gnueabihf|musleabihf|eabi|gnu|musl|msvc))?$/.exec(
        name,
      );
    if (!m) {
      console.log("not a platform package:", name, version);
      continue;
    }
    const libc = m[3]?.startsWith("musl") ? ["musl"] : m[3]?.startsWith("gnu") ? ["glibc"] : undefined;
    lock.packages[`node_modules/${name}`] = {
      version,
      cpu: [m[2]],
      ...(entry.dev ? { dev: true } : {}),
      ...(libc ? { libc } : {}),
      optional: true,
      os: [m[1]],
    };
    added++;
  }
}
const { "": first, ...rest } = lock.packages;
lock.packages = {
  "": first,
  ...Object.fromEntries(Object.entries(rest).sort(([a], [b]) => a.localeCompare(b, "en"))),
};
writeFileSync(file, JSON.stringify(lock, null, 2) + "\n");
console.log("added", added);
