import { compose, databasePorts } from "./compose.ts";
import { deletes } from "./deletes.ts";
import { documentation } from "./documentation.ts";
import { faultTolerance } from "./fault-tolerance.ts";
import { gates } from "./gates.ts";
import { idempotency } from "./idempotency.ts";
import { logging } from "./logging.ts";
import { migrations } from "./migrations.ts";
import type { Probe } from "./probe.ts";
import { requirements } from "./requirements.ts";
import { secrets } from "./secrets.ts";
import { surfaces } from "./surfaces.ts";
import { tests } from "./tests.ts";
import { traceability } from "./traceability.ts";
import { workflows } from "./workflows.ts";

/** Every probe with its own words, the most telling words first. */
export const PROBES: readonly Probe[] = [
  secrets,
  traceability,
  databasePorts,
  migrations,
  requirements,
  workflows,
  compose,
  idempotency,
  tests,
  deletes,
  faultTolerance,
  logging,
  documentation,
  gates,
];

/** The probe that answers an item; the surfaces of the protocol answer what no other does. */
export function probeFor(item: string): Probe {
  return PROBES.find(({ answers }) => answers.test(item)) ?? surfaces;
}
