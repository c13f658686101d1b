import type { HostConnect, Log, Rights } from "@ainative-code/sdk";
import type { CoreConfig } from "../core/config/core-config.ts";
import { connectRule } from "../core/plugins/connect-rule.ts";

export interface LateConnectOptions {
  readonly plugin: string;
  readonly hosts: Rights["hosts"];
  readonly network: CoreConfig["network"];
  readonly log: Log;
}

/** The `connect` of a plugin; few need it, and what makes connections is loaded when one does. */
export function lateConnect({ plugin, hosts, network, log }: LateConnectOptions): HostConnect {
  return async (address, options) => {
    const [{ createConnect }, { readCaFile }] = await Promise.all([
      import("../infra/http/create-connect.ts"),
      import("../infra/http/ca-file.ts"),
    ]);
    const rule = connectRule({ hosts, allowInsecureHosts: network.allowInsecureHosts });
    const ca = network.caFile === undefined ? undefined : readCaFile(network.caFile);
    return createConnect({ plugin, rule, log, ca })(address, options);
  };
}
