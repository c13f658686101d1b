import { once } from "node:events";
import { createServer } from "node:http";

export interface FakePlatform extends AsyncDisposable {
  readonly baseURL: string;
  /** `METHOD PATH`, and the key that was sent, of every request so far. */
  readonly seen: readonly { readonly line: string; readonly authorization: string | undefined }[];
}

/** The platform's `/health` and `/v1/projects`, in the shapes it has been seen to answer; one key opens it. */
export async function startFakePlatform({ key = "key-1", projects = [] as readonly object[], page = "" } = {}): Promise<FakePlatform> {
  const seen: { line: string; authorization: string | undefined }[] = [];
  const server = createServer(({ method, url, headers }, response) => {
    seen.push({ line: `${method ?? ""} ${url ?? ""}`, authorization: headers.authorization });
    const json = (status: number, value: unknown): void =>
      void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    if (page !== "") response.writeHead(200, { "content-type": "text/html" }).end(page);
    else if (url === "/health") json(200, { status: "healthy", service: "ainative", version: "2.4.0", timestamp: "2026-11-01T00:00:00Z" });
    else if (url !== "/v1/projects") json(404, { detail: "Not Found" });
    else if (headers.authorization === `Bearer ${key}`) json(200, projects);
    else json(401, { detail: "Invalid API key", error_code: "INVALID_API_KEY" });
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
