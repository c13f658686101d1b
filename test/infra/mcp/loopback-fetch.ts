import type { HostFetch, Log } from "@ainative-code/sdk";
import { hostRule } from "../../../src/core/plugins/rights.ts";
import { createConnections } from "../../../src/infra/http/connections.ts";
import { createFetch } from "../../../src/infra/http/create-fetch.ts";
import { systemClock } from "../../../src/app/clock.ts";

const nothing = (): void => undefined;
const log: Log = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

/** The host's fetch, for servers on loopback. */
export function loopbackFetch(): HostFetch {
  return createFetch({
    plugin: "ainative-code",
    rule: hostRule({ hosts: ["127.0.0.1:*", "localhost:*"], settings: {}, allowInsecureHosts: [] }),
    connections: createConnections(),
    userAgent: "test",
    log,
    clock: systemClock,
    onRefusedKey: () => false,
    onSent: nothing,
  });
}
