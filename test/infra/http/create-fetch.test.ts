import { expect } from "chai";
import type { IncomingMessage } from "node:http";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { serve, serveRaw, type LocalServer } from "./local-server.ts";
import { failure, scene, until, type Scene } from "./scene.ts";

describe("fetch", () => {
  let server: LocalServer | undefined;
  let here: Scene;
  beforeEach(() => {
    here = scene();
  });
  afterEach(async () => {
    here.close();
    await server?.close();
    server = undefined;
  });

  it("sends method, headers and body, and hands back status, headers, url and text", async () => {
    let seen: { method: string | undefined; headers: IncomingMessage["headers"]; body: string } | undefined;
    server = await serve((request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += String(chunk)));
      request.on("end", () => {
        seen = { method: request.method, headers: request.headers, body };
        response.writeHead(201, ["content-type", "text/plain", "x-request-id", "r1", "set-cookie", "a=1", "set-cookie", "b=2"]);
        response.end("grüße");
      });
    });
    const answer = await here.fetch(`${server.base}/v1?x=1`, { method: "post", headers: { "X-Api-Key": "k" }, body: "ünï" });
    expect(answer).to.include({ status: 201, ok: true, url: `${server.base}/v1?x=1` });
    expect(answer.headers).to.include({ "x-request-id": "r1", "set-cookie": "a=1, b=2" });
    expect(await answer.text()).to.equal("grüße");
    expect(seen?.method).to.equal("POST");
    expect(seen?.body).to.equal("ünï");
    expect(seen?.headers).to.include({ "x-api-key": "k", "content-length": "5" });
    expect(seen?.headers).to.include({ "user-agent": "ainative-code/test", "accept-encoding": "identity" });
  });

  it("sends bytes as they are", async () => {
    server = await serve((request, response) => request.pipe(response));
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const { body } = await here.fetch(server.base, { method: "PUT", body: bytes });
    const echoed: number[] = [];
    for await (const chunk of body) echoed.push(...chunk);
    expect(echoed).to.deep.equal([...bytes]);
  });

  it("returns an error status as an answer, not as a failure", async () => {
    server = await serve((_request, response) => response.writeHead(429, { "retry-after": "7" }).end('{"error":"slow down"}'));
    const answer = await here.fetch(server.base);
    expect(answer.ok).to.equal(false);
    expect(answer.headers["retry-after"]).to.equal("7");
    expect(await answer.json()).to.deep.equal({ error: "slow down" });
  });

  it("hands out each part of the body as it comes", async () => {
    let send: (text: string) => void = () => {};
    let end: () => void = () => {};
    server = await serve((_request, response) => {
      response.flushHeaders();
      send = (text) => void response.write(text);
      end = () => void response.end();
    });
    const { body } = await here.fetch(server.base);
    const parts = body[Symbol.asyncIterator]();
    for (const text of ["one", "two", "three"]) {
      send(text);
      const part = await parts.next();
      expect(String(Buffer.from(part.value ?? ""))).to.equal(text);
    }
    end();
    expect((await parts.next()).done).to.equal(true);
  });

  it("lets the body be taken once", async () => {
    server = await serve((_request, response) => response.end("x"));
    const answer = await here.fetch(server.base);
    await answer.text();
    expect(() => answer.body[Symbol.asyncIterator]()).to.throw("once");
  });

  it("uses one connection for one request after another", async () => {
    server = await serve((_request, response) => response.end("x"));
    for (let request = 0; request < 3; request++) await (await here.fetch(server.base)).text();
    expect(server.connections()).to.equal(1);
  });

  it("gives a small answer's connection back although nobody reads it", async () => {
    server = await serve((_request, response) => response.writeHead(401).end("no"));
    await here.fetch(server.base);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    await here.fetch(server.base);
    expect(server.connections()).to.equal(1);
  });

  it("holds back a fast server while the reader is slow, and loses no byte", async () => {
    const size = 24 * 1024 * 1024;
    const block = Buffer.alloc(64 * 1024, "x");
    let sent = 0;
    server = await serve((_request, response) => {
      const more = (): void => {
        while (sent < size) {
          sent += block.length;
          if (!response.write(block)) return void response.once("drain", more);
        }
        response.end();
        return undefined;
      };
      more();
    });
    const { body } = await here.fetch(server.base);
    let before = -1;
    await until(() => {
      const still = sent === before;
      before = sent;
      return still && sent > 0;
    });
    expect(sent, "sent while nobody read").to.be.lessThan(size);
    let read = 0;
    for await (const chunk of body) read += chunk.length;
    expect(read).to.equal(size);
  });

  it("closes the connection when the reader leaves early", async () => {
    server = await serve((_request, response) => {
      response.write("first");
    });
    const { body } = await here.fetch(server.base);
    const parts = body[Symbol.asyncIterator]();
    expect((await parts.next()).value).to.deep.equal(Buffer.from("first"));
    await parts.return?.();
    await until(() => server?.open() === 0);
  });

  for (const [coding, compress] of [["gzip", gzipSync], ["br", brotliCompressSync]] as const) {
    const headers = { "content-encoding": coding };

    it(`reads ${coding} from a server that insists on it`, async () => {
      server = await serve((_request, response) => response.writeHead(200, headers).end(compress("plain text")));
      expect(await (await here.fetch(server.base)).text()).to.equal("plain text");
    });

    it(`says so when a ${coding} body is cut`, async () => {
      const whole = compress("x".repeat(10_000) + String(process.hrtime.bigint()));
      server = await serve((_request, response) => response.writeHead(200, headers).end(whole.subarray(0, -3)));
      expect((await failure((await here.fetch(server.base)).text())).code).to.equal("protocol");
    });
  }

  it("refuses an encoding nobody asked for and nobody knows", async () => {
    server = await serve((_request, response) => response.writeHead(200, { "content-encoding": "zork" }).end("x"));
    const error = await failure(here.fetch(server.base));
    expect(error).to.include({ code: "protocol", retryable: false });
    expect(error.message).to.include("zork");
  });

  it("tells what came in place of JSON", async () => {
    const headers = { "content-type": "text/html" };
    server = await serve((_request, response) => response.writeHead(200, headers).end("<html>Sign in</html>"));
    const error = await failure((await here.fetch(server.base)).json());
    expect(error).to.include({ code: "protocol", retryable: false });
    expect(error.message).to.include("not JSON (text/html, status 200)");
  });

  it("reads at most 64 MiB as text", async () => {
    const block = Buffer.alloc(1024 * 1024, "x");
    server = await serve((_request, response) => {
      const more = (): void => {
        while (response.write(block));
        response.once("drain", more);
      };
      more();
    });
    const error = await failure((await here.fetch(server.base)).text());
    expect(error).to.include({ code: "protocol", retryable: false });
    expect(error.message).to.include("64 MiB");
    await until(() => server?.open() === 0);
  });

  it("refuses headers that are not the caller's to set, and says which", async () => {
    for (const name of ["Connection", "Transfer-Encoding", "Host", "Proxy-Authorization"]) {
      const error = await failure(here.fetch("http://127.0.0.1:9", { headers: { [name]: "evil.example" } }));
      expect(error.code).to.equal("invalid-request");
      expect(error.message).to.include(name.toLowerCase());
    }
  });

  it("takes the host header that signers have to set, if it is the true one", async () => {
    server = await serve((request, response) => response.end(request.headers.host));
    const host = `127.0.0.1:${server.port}`;
    expect(await (await here.fetch(server.base, { headers: { host } })).text()).to.equal(host);
  });

  it("points at a line break in a key without telling the key", async () => {
    const error = await failure(here.fetch("http://127.0.0.1:9", { headers: { "x-api-key": "top-secret-1\n" } }));
    expect(error.code).to.equal("invalid-request");
    expect(error.message).to.include("x-api-key").and.include("line break");
    expect(JSON.stringify(error)).to.not.include("top-secret");
  });

  it("keeps every value of a query out of log lines and errors", async () => {
    server = await serveRaw((socket) => socket.destroy());
    const error = await failure(here.fetch(`${server.base}/v1?key=top-secret-1&alt=sse`));
    expect(`${error.message}${JSON.stringify(error)}${here.logged.join("")}`).to.not.include("top-secret");
    expect(here.logged.join("")).to.include("/v1?key=…&alt=…");
  });
});
