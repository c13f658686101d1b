import { isAinError } from "@ainative-code/sdk";
import type { HostFetch } from "@ainative-code/sdk";
import { parseUrl } from "../plugins/url-host.ts";
import type { Audit } from "./audit-log.ts";

/** Notes each request of a plugin: to which host, and what came of it. No path, no header, no content. */
export function auditingFetch(fetch: HostFetch, plugin: string, audit: Audit): HostFetch {
  return async (url, options) => {
    const detail = { host: parseUrl(url)?.host ?? "", method: (options?.method ?? "GET").toUpperCase() };
    try {
      const response = await fetch(url, options);
      audit({ kind: "request", actor: plugin, detail: { ...detail, status: response.status } });
      return response;
    } catch (thrown) {
      audit({ kind: "request", actor: plugin, detail: { ...detail, error: isAinError(thrown) ? thrown.code : "internal" } });
      throw thrown;
    }
  };
}
