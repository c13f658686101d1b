import { expect } from "chai";
import type { RequestListener } from "node:http";
import { gzipSync } from "node:zlib";
import type { FetchOptions } from "@ainative-code/sdk";
import { needsProgram } from "../../needs-program.ts";
import { makeCertificates } from "./certificates.ts";
import { serveProxy } from "./connect-proxy.ts";
import { serve, serveSecurely, type LocalServer } from "./local-server.ts";
import { failure, scene, until, type Scene } from "./scene.ts";

/** What a server sees of a request. */
interface Seen {
  readonly method: string;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

type Reply = (...args: Parameters<RequestListener>) => void;

const status = (code: number, headers: Record<string, string> = {}, body = `status ${code}`): Reply =>
  (_request, response) => void response.writeHead(code, headers).end(body);
const ok = status(200, { "content-type": "application/json" }, '{"done":true}');
const cut: Reply = (_request, response) => {
  response.writeHead(200, { "content-length": "100" }).write("half");
  setTimeout(() => response.destroy(), 5);
};

describe("fetch with retry", () => {
  let here: Scene;
  let server: LocalServer;
  let seen: Seen[];
  afterEach(async () => {
    here.close();
    await server.close();
  });

  /** Answers the first request with the first reply, and so on; the last one again and again. */
  async function answering(...replies: readonly Reply[]): Promise<void> {
    seen = [];
    here = scene();
    server = await serve((request, response) => {
      let body = "";
      request.setEncoding("utf8").on("data", (text: string) => (body += text)).on("end", () => {
        const reply = replies[Math.min(seen.length, replies.length - 1)];
        seen.push({ method: request.method ?? "", headers: request.headers, body });
        reply?.(request, response);
      });
    });
  }

  const get = async (options: FetchOptions = {}) => here.fetch(server.base, { retry: "idempotent", ...options });

  it("tries again what may heal, and gives the answer that came in the end", async () => {
    await answering(status(503), status(429, { "retry-after": "7" }), cut, ok);
    const answer = await get();
    expect(answer).to.include({ status: 200, ok: true });
    expect(await answer.json()).to.deep.equal({ done: true });
    expect(here.slept).to.deep.equal([250, 7000, 1000]);
    expect(here.logged.filter((line) => line.includes("request again"))).to.have.lengthOf(3);
  });

  it("gives an answer that stays bad as it is", async () => {
    await answering(status(503));
    const answer = await get();
    expect(answer.status).to.equal(503);
    expect(await answer.text()).to.equal("status 503");
    expect(seen).to.have.lengthOf(4);
  });

  it("takes an answer without a body, which is over before it is looked at", async () => {
    await answering(status(404, {}, ""));
    const response = await get();
    expect(response.status).to.equal(404);
    expect(await response.text()).to.equal("");
  });

  it("waits no longer than a minute because a server asks for it", async () => {
    await answering(status(429, { "retry-after": "3600" }));
    expect((await get()).status).to.equal(429);
    expect([seen.length, here.slept.length]).to.deep.equal([1, 0]);
  });

  it("says how often it tried where there was no answer at all", async () => {
    await answering(cut);
    const error = await failure(get());
    expect(error.message).to.match(/closed the connection in the middle of its answer \(tried 4 times\)\.$/);
    expect(seen).to.have.lengthOf(4);
  });

  for (const code of [400, 404, 409, 501]) {
    it(`takes ${code} for an answer`, async () => {
      await answering(status(code), ok);
      expect((await get()).status).to.equal(code);
      expect(seen).to.have.lengthOf(1);
    });
  }

  it("tells of a refused key, and lets the caller make the next request", async () => {
    await answering(status(401), ok);
    expect((await get()).status).to.equal(401);
    expect([seen.length, here.refusedKeys()]).to.deep.equal([1, 1]);
  });

  for (const method of ["POST", "PATCH"]) {
    it(`repeats a ${method} only where that was asked for`, async () => {
      await answering(status(503), ok);
      expect((await get({ method, body: "x" })).status).to.equal(503);
      expect(seen).to.have.lengthOf(1);
      expect((await get({ method, body: "x", retry: "any-method" })).status).to.equal(200);
    });
  }

  for (const method of ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"]) {
    it(`repeats a ${method}`, async () => {
      await answering(status(500), ok);
      expect((await get({ method })).status).to.equal(200);
      expect(seen.map((one) => one.method)).to.deep.equal([method, method]);
    });
  }

  it("sends what a request without retry sends, byte for byte", async () => {
    await answering(ok);
    const options = { method: "PUT", headers: { "x-api-key": "k", "content-type": "text/plain" }, body: "Grüße" };
    await get({ ...options, retry: "any-method" });
    await (await here.fetch(server.base, options)).text();
    expect(seen).to.have.lengthOf(2);
    expect(seen[0]).to.deep.equal(seen[1]);
    await get({ method: "POST", retry: "any-method" });
    expect(seen[2]).to.include({ method: "POST", body: "" });
  });

  it("follows no redirect where a key was sent", async () => {
    await answering((_request, response) => void response.writeHead(307, { location: "http://127.0.0.1:9/" }).end());
    const error = await failure(get({ headers: { "x-api-key": "k" } }));
    expect(error.code).to.equal("invalid-request");
  });

  it("reads a compressed answer once", async () => {
    await answering((_request, response) => void response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("hello")));
    expect(await (await get()).text()).to.equal("hello");
  });

  it("keeps the connection for the next request", async () => {
    await answering(ok);
    for (let request = 0; request < 3; request++) await get();
    expect(server.connections()).to.equal(1);
  });

  it("refuses an undeclared host before its name is looked up", async () => {
    await answering(ok);
    expect((await failure(here.fetch("https://elsewhere.example/", { retry: "idempotent" }))).code).to.equal("forbidden");
    expect(here.lookedUp).to.deep.equal([]);
  });

  it("ends at once when it is cancelled, in the answer as well, and leaves no connection behind", async () => {
    await answering((_request, response) => void response.writeHead(200).write("half"));
    const controller = new AbortController();
    const answer = get({ signal: controller.signal }).catch((error: unknown) => error);
    await until(() => seen.length > 0);
    controller.abort();
    expect(await answer).to.include({ code: "cancelled" });
    await until(() => server.open() === 0);
  });

  it("ends when the time for all of it is up", async () => {
    await answering((_request, response) => void response.writeHead(200).write("half"));
    const error = await failure(get({ timeoutMs: 60 }));
    expect(error.code).to.equal("timeout");
    expect(error.message).to.match(/was not done within 0\.06 s\.$/);
  });

  it("gives no more than the limit, and says so without another attempt", async () => {
    await answering(status(200, {}, "x".repeat(2000)));
    const error = await failure(get({ maxBytes: 1000 }));
    expect(error).to.include({ code: "protocol", retryable: false });
    expect(error.message).to.include("larger than 1000 bytes");
    expect(seen).to.have.lengthOf(1);
  });

  describe("over TLS", () => {
    before(needsProgram("openssl"));

    it("goes through a proxy, whose refusal it tells from one of the target", async () => {
      const { good, authority } = makeCertificates();
      server = await serveSecurely(good, (_request, response) => response.end("there"));
      const proxy = await serveProxy();
      here = scene({ ca: authority, proxy: { https: proxy.base, loopback: true } });
      expect(await (await get()).text()).to.equal("there");
      expect(proxy.connections()).to.equal(1);
      await proxy.close();
      here.close();
      const gone = await failure(get());
      expect(gone.message).to.include("The proxy http://127.0.0.1:").and.include("can't be used");
    });
  });
});

describe("the limits of a request without retry", () => {
  it("hold for the body as it comes", async () => {
    const here = scene();
    const server = await serve((_request, response) => response.end("x".repeat(2000)));
    const { body } = await here.fetch(server.base, { maxBytes: 1000 });
    const reading = (async () => {
      for await (const chunk of body) expect(chunk.length).to.be.at.most(1000);
    })();
    expect((await failure(reading)).message).to.include("larger than 1000 bytes");
    here.close();
    await server.close();
  });

  it("hold for the time until the last byte", async () => {
    const here = scene();
    const server = await serve((_request, response) => response.writeHead(200).write("half"));
    const answer = await here.fetch(server.base, { timeoutMs: 500 });
    expect((await failure(answer.text())).code).to.equal("timeout");
    here.close();
    await server.close();
  });
});
