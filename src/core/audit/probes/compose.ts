import { isComposeFile, isDatabase, publishedPorts, type Service, servicesIn } from "./compose-file.ts";
import { type Answer, at, type Probe, type ProbeCase } from "./probe.ts";
import { said } from "./tests.ts";

/** Whether the compose file runs the application and its database. That it runs *correctly* only a run can show. */
export const compose: Probe = {
  id: "compose",
  answers: /\bdocker|\bcompose\b|\bcontainer|\bruntime\b/i,
  probe(facts) {
    const services = composeServices(facts);
    if (services.length === 0) return none();
    const database = services.find((service) => isDatabase(service));
    const app = services.find((service) => service.builds || !isDatabase(service));
    const evidence = [app, database].flatMap((service) => (service ? [at(service)] : []));
    if (!app || !database) {
      return {
        result: "Open",
        evidence,
        says: app ? "The compose file has no database." : "The compose file has no application.",
        candidate: true,
        followUp: "Say what runs where",
      };
    }
    const run = (facts.ground.runs ?? []).findLast(
      ({ command, treeDigest }) =>
        treeDigest === facts.ground.treeDigest && /\bdocker[ -]compose\b|\bpodman-compose\b/.test(command),
    );
    if (run)
      return {
        result: run.exit === 0 ? "Pass" : "Fail",
        evidence: [...evidence, said(run)],
        says: `Services ${app.name} and ${database.name}; ${run.command} exited with ${run.exit}.`,
        ...(run.exit === 0 ? {} : { followUp: "Make it start" }),
      };
    return {
      result: "Pass",
      evidence,
      says: `Services ${app.name} and ${database.name} are there; no recorded run started them.`,
      candidate: true,
      followUp: "Run docker compose up, or confirm that it was tried",
    };
  },
};

/** Whether a database port is published to the network. A checked fact. */
export const databasePorts: Probe = {
  id: "database-ports",
  answers: /\bports?\b|\bssh\b|\btunnel\b|\bexpos(?:ed|ure)\b(?!.*\bsecret)/i,
  probe(facts) {
    const databases = composeServices(facts).filter((service) => isDatabase(service));
    if (databases.length === 0) return none();
    const published = databases.flatMap((service) =>
      publishedPorts(service).map((port) => ({ service, port })),
    );
    if (published.length > 0) {
      return {
        result: "Fail",
        evidence: published.map(({ service, port }) => `${service.path}:${port.line}`),
        says: published
          .map(({ service, port }) => `${service.name} publishes ${port.text} on every address`)
          .join("; "),
        followUp: "Bind it to 127.0.0.1 or take the port out",
      };
    }
    return {
      result: "Pass",
      evidence: databases.map((service) => at(service)),
      says: "No database port is published.",
    };
  },
};

function composeServices({ ground }: ProbeCase): Service[] {
  const paths = [...ground.index.paths]
    .filter((path) => isComposeFile(path))
    .sort()
    .slice(0, 20);
  return paths.flatMap((path) => servicesIn(path, ground.read(path) ?? ""));
}

function none(): Answer {
  return { result: "N/A", evidence: [], says: "There is no compose file with such a service." };
}
