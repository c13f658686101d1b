import { createServer, request as httpRequest } from "node:http";
import { connect, type Socket } from "node:net";
import { started, type LocalServer } from "./local-server.ts";

export interface ProxyOptions {
  /** `user:password` it asks for. */
  readonly credentials?: string;
  /** Answers every CONNECT with this status in place of a tunnel; 0 for no answer at all. */
  readonly answer?: number;
  /** Where a name leads; all of them to loopback, since only the proxy resolves names. */
  readonly portOf?: (host: string) => number;
}

export interface LocalProxy extends LocalServer {
  /** `CONNECT host:port` and `GET http://…`, as they came. */
  readonly asked: readonly string[];
}

/** A forward proxy as companies have them: CONNECT for https, whole URLs for http. */
export async function serveProxy({ credentials, answer, portOf }: ProxyOptions = {}): Promise<LocalProxy> {
  const asked: string[] = [];
  const refused = (authorization: string | undefined): boolean =>
    credentials !== undefined && authorization !== `Basic ${Buffer.from(credentials).toString("base64")}`;

  const server = createServer((incoming, response) => {
    asked.push(`${incoming.method ?? ""} ${incoming.url ?? ""}`);
    if (refused(incoming.headers["proxy-authorization"])) return void response.writeHead(407).end();
    const target = new URL(incoming.url ?? "");
    const port = portOf?.(target.hostname) ?? target.port;
    const onward = httpRequest({ host: "127.0.0.1", port, path: target.pathname, headers: { host: target.host } }, (answered) => {
      response.writeHead(answered.statusCode ?? 0, answered.headers);
      answered.pipe(response);
    });
    onward.on("error", () => response.destroy());
    incoming.pipe(onward);
    return undefined;
  });
  server.on("connect", (incoming, client: Socket) => {
    asked.push(`CONNECT ${incoming.url ?? ""}`);
    if (answer === 0) {
      // Reads, or the end of the connection would go unnoticed here.
      client.resume().once("end", () => client.end());
      return;
    }
    const status = refused(incoming.headers["proxy-authorization"]) ? 407 : answer;
    if (status !== undefined) {
      client.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      return;
    }
    const [host = "", port = ""] = (incoming.url ?? "").split(":");
    const upstream = connect(portOf?.(host) ?? Number(port), "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      client.pipe(upstream).pipe(client);
    });
    upstream.on("error", () => client.destroy());
    client.on("close", () => upstream.destroy());
  });
  return { ...(await started(server, "connection", (port) => `http://127.0.0.1:${port}`)), asked };
}
