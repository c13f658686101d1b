import { once } from "node:events";
import { createServer } from "node:http";

export interface FakeZerodb extends AsyncDisposable {
  readonly baseURL: string;
  /** `METHOD PATH` of every request so far. */
  readonly seen: readonly string[];
}

export interface FakeZerodbOptions {
  /** `undefined`: local mode, which asks for none. */
  readonly key?: string | undefined;
  /** Where resources are. */
  readonly path?: string;
  readonly page?: string;
}

export const shop = {
  id: "0b0d1c2e-0000-4000-8000-000000000001",
  name: "shop",
  description: null,
  tier: "free",
  status: "ACTIVE",
  database_enabled: true,
  usage: { vectors: 12, tables: 3, events: 0, memory: 4, files: 0 },
  created_at: "2026-10-01T00:00:00",
};

/** The projects of ZeroDB, in the shapes of its local server: one of them, and the list. */
export async function startFakeZerodb({ key, path = "/v1", page }: FakeZerodbOptions = {}): Promise<FakeZerodb> {
  const seen: string[] = [];
  const server = createServer(({ method, url = "", headers }, response) => {
    seen.push(`${method ?? ""} ${url}`);
    const json = (status: number, value: unknown): void =>
      void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    if (page !== undefined) response.writeHead(200, { "content-type": "text/html" }).end(page);
    else if (!url.startsWith(`${path}/projects`)) json(404, { detail: "Not Found" });
    else if (key !== undefined && headers.authorization !== `Bearer ${key}`) json(401, { detail: "Invalid authentication credentials" });
    else if (url.startsWith(`${path}/projects?`)) json(200, [shop]);
    else if (url === `${path}/projects/${shop.id}`) json(200, shop);
    else json(404, { detail: "Project not found" });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    baseURL: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
