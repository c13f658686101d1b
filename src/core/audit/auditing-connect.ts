import { isAinError } from "@ainative-code/sdk";
import type { HostConnect } from "@ainative-code/sdk";
import type { Audit } from "./audit-log.ts";

/** Notes each connection of a plugin: to which host and port, and what came of it. Nothing of what goes over it. */
export function auditingConnect(connect: HostConnect, plugin: string, audit: Audit): HostConnect {
  return async (address, options) => {
    const detail = { host: address, method: "CONNECT" };
    try {
      const connection = await connect(address, options);
      audit({ kind: "request", actor: plugin, detail: { ...detail, encrypted: connection.encrypted } });
      return connection;
    } catch (thrown) {
      audit({ kind: "request", actor: plugin, detail: { ...detail, error: isAinError(thrown) ? thrown.code : "internal" } });
      throw thrown;
    }
  };
}
