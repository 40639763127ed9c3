import type { Ground } from "../evidence/ground.ts";
import type { Delivery, DeliveryCommand } from "./delivery.ts";
import { packageOf } from "./packages.ts";
import { isComposeFile } from "./probes/compose-file.ts";

/**
 * How the repository is run, migrated and verified again, as its own files say: scripts, Prisma, Alembic,
 * compose. What no file says is left out.
 * @param configured the verification commands of the configuration
 */
export function deliveryCommands(ground: Ground, configured: readonly string[]): Delivery["commands"] {
  const paths = [...ground.index.paths].sort();
  const owner = packageOf("package.json", ground);
  const script = (name: string): DeliveryCommand[] =>
    owner?.scripts.has(name)
      ? [
          {
            run:
              name === "test" || name === "start"
                ? `${owner.manager} ${name}`
                : `${owner.manager} run ${name}`,
            from: "package.json",
          },
        ]
      : [];
  const find = (test: RegExp): string | undefined =>
    paths.find((path) => test.test(path) && !path.includes("node_modules/"));
  const compose = paths.find((path) => isComposeFile(path) && !path.includes("/"));
  const prisma = find(/\.prisma$/);
  const alembic = find(/(?:^|\/)alembic\.ini$/);
  const django = find(/^manage\.py$/);
  const scripts = owner ? [...owner.scripts.keys()].filter((name) => /migrat/i.test(name)) : [];
  return {
    run: [
      ...(compose ? [{ run: `docker compose -f ${compose} up -d`, from: compose }] : []),
      ...(script("start").length > 0 ? script("start") : script("dev")),
    ],
    migrate: [
      ...scripts.flatMap((name) => script(name)),
      ...(prisma && scripts.length === 0 ? [{ run: "npx prisma migrate deploy", from: prisma }] : []),
      ...(alembic ? [{ run: "alembic upgrade head", from: alembic }] : []),
      ...(django ? [{ run: "python manage.py migrate", from: django }] : []),
    ],
    verify:
      configured.length > 0
        ? configured.map((run) => ({ run, from: "the Lockstep configuration" }))
        : [...script("typecheck"), ...script("test")],
  };
}
