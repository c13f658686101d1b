import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

/** A request as the vendor of the provider example got it. */
export interface Heard {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

export interface ParrotVendor extends AsyncDisposable {
  readonly origin: string;
  readonly heard: readonly Heard[];
  /** Lets the answers go on after their first word. */
  goOn(): void;
}

/** The vendor of the provider example: it answers in two lines, and waits between them to be told to go on. */
export async function startParrotVendor(): Promise<ParrotVendor> {
  const heard: Heard[] = [];
  let goOn = (): void => undefined;
  const told = new Promise<void>((resolve) => (goOn = resolve));
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      heard.push({ path: request.url ?? "", headers: request.headers, body: await json(request) });
      response.write('{"say":"Polly "}\n');
      await told;
      response.end('{"say":"heard you."}\n{"done":true,"heard":3,"said":2}\n');
    };
    answer().catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  };
  return { origin: `http://127.0.0.1:${port}`, heard, goOn: () => goOn(), [Symbol.asyncDispose]: stop };
}
