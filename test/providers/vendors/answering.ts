import type { Host } from "@ainative-code/sdk";
import { answeringFetch, inMemoryHost } from "@ainative-code/test-kit";
import type { Vendor } from "./vendors.ts";

export interface VendorAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

/** A host whose net has one vendor in it, which answers one request after the other; whatever else is asked for is not there. */
export function answering({ path, config, secrets }: Vendor, answers: readonly VendorAnswer[]): { readonly host: Host; readonly requests: () => number } {
  const prepared = answeringFetch(answers.map(({ status = 200, headers = {}, body }) => ({ status, headers, body: [body] })));
  const elsewhere = () => answeringFetch([{ status: 404, body: "{}" }]).fetch;
  const host = inMemoryHost({
    config,
    secrets,
    fetch: (url, options) => (path.test(url) ? prepared.fetch(url, options) : elsewhere()(url, options)),
  });
  return { host, requests: () => prepared.calls.length };
}
