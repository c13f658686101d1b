import { SSEClientTransport } from "@modelcontextprotocol/sdk/client/sse.js";
import type { SSEClientTransportOptions } from "@modelcontextprotocol/sdk/client/sse.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";

/** What every transport to a service can do. */
export interface ServiceTransport extends Transport {
  /** Takes the code that a login has led to. */
  finishAuth(code: string): Promise<void>;
}

/** The older transport, for servers that know no other. */
export function sseTransport(url: URL, options: SSEClientTransportOptions): ServiceTransport {
  return new SSEClientTransport(url, options);
}
