import { expect } from "chai";
import { AinError } from "@ainative-code/sdk";
import { serve, serveRaw, type LocalServer } from "./local-server.ts";
import { cancellation, failure, scene, until, type Scene } from "./scene.ts";

describe("fetch on a bad connection", () => {
  let server: LocalServer | undefined;
  let here: Scene;
  beforeEach(() => {
    here = scene({ hosts: ["127.0.0.1:*", "nowhere.example"] });
  });
  afterEach(async () => {
    here.close();
    await server?.close();
    server = undefined;
  });

  it("asks nothing of anyone when it is cancelled already", async () => {
    server = await serve((_request, response) => response.end());
    const error = await cancellation(here.fetch(server.base, { signal: AbortSignal.abort() }));
    expect(error.code).to.equal("cancelled");
    expect(server.connections()).to.equal(0);
  });

  it("ends at once when it is cancelled before the answer, and closes the connection", async () => {
    server = await serve(() => {});
    const stop = new AbortController();
    const answer = cancellation(here.fetch(server.base, { signal: stop.signal }));
    await until(() => server?.open() === 1);
    stop.abort();
    expect((await answer).code).to.equal("cancelled");
    await until(() => server?.open() === 0);
  });

  it("ends at once when it is cancelled in the middle of the body, and closes the connection", async () => {
    server = await serve((_request, response) => void response.write("half"));
    const stop = new AbortController();
    const { body } = await here.fetch(server.base, { signal: stop.signal });
    const parts = body[Symbol.asyncIterator]();
    await parts.next();
    const second = cancellation(parts.next());
    stop.abort();
    expect((await second).code).to.equal("cancelled");
    await until(() => server?.open() === 0);
  });

  it("tells a time limit from a cancellation", async () => {
    server = await serve(() => {});
    const error = await cancellation(here.fetch(server.base, { signal: AbortSignal.timeout(10) }));
    expect(error.code).to.equal("timeout");
  });

  it("throws the very error that a signal was aborted with", async () => {
    server = await serve(() => {});
    const stop = new AbortController();
    const answer = cancellation(here.fetch(server.base, { signal: stop.signal }));
    const reason = new AinError("budget", "Too expensive.");
    stop.abort(reason);
    expect(await answer).to.equal(reason);
  });

  it("leaves no listener on a signal that outlives the request", async () => {
    server = await serve((_request, response) => response.end("x"));
    const stop = new AbortController();
    let balance = 0;
    const { signal } = stop;
    const { addEventListener: add, removeEventListener: remove } = signal;
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      balance++;
      add.apply(signal, args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      balance--;
      remove.apply(signal, args);
    };
    await (await here.fetch(server.base, { signal })).text();
    expect(balance).to.be.at.most(0);
  });

  it("is a network error that may be tried again when no answer comes in time", async () => {
    server = await serve(() => {});
    const error = await failure(here.fetch(server.base, { headTimeoutMs: 20 }));
    expect(error).to.include({ code: "network", retryable: true, vendorCode: "ETIMEDOUT" });
    expect(error.message).to.include(`127.0.0.1:${server.port}`).and.include("0.02 s");
    await until(() => server?.open() === 0);
  });

  it("is a network error when the answer stops in the middle, after what had come", async () => {
    server = await serve((_request, response) => void response.write("half"));
    const answer = await here.fetch(server.base, { idleTimeoutMs: 250 });
    const { parts, error } = await readUntilFailure(answer.body);
    expect(parts).to.equal("half");
    expect(error).to.include({ code: "network", retryable: true, vendorCode: "ETIMEDOUT" });
    await until(() => server?.open() === 0);
  });

  it("doesn't blame the server for a slow reader", async () => {
    const block = Buffer.alloc(4 * 1024 * 1024, "x");
    server = await serve((_request, response) => response.end(block));
    const { body } = await here.fetch(server.base, { idleTimeoutMs: 400 });
    await new Promise((resolve) => {
      setTimeout(resolve, 900);
    });
    let read = 0;
    for await (const chunk of body) read += chunk.length;
    expect(read).to.equal(block.length);
  });

  for (const [name, head] of [
    ["a length", "Content-Length: 100\r\n\r\nhalf"],
    ["chunks", "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"],
  ] as const) {
    it(`notices that an answer with ${name} was cut`, async () => {
      server = await serveRaw((socket) => void socket.once("data", () => socket.end(`HTTP/1.1 200 OK\r\n${head}`)));
      const { parts, error } = await readUntilFailure((await here.fetch(server.base)).body);
      expect(parts).to.equal("half");
      expect(error).to.include({ code: "network", retryable: true, vendorCode: "ECONNRESET" });
      expect(error.message).to.include("in the middle of its answer");
    });
  }

  it("notices that the server hung up before it answered", async () => {
    server = await serveRaw((socket) => void socket.once("data", () => socket.destroy()));
    const error = await failure(here.fetch(server.base, { method: "POST", body: "{}" }));
    expect(error).to.include({ code: "network", retryable: true, vendorCode: "ECONNRESET" });
    expect(error.message).to.include("before it answered");
  });

  it("says that what answers doesn't speak HTTP", async () => {
    server = await serveRaw((socket) => void socket.once("data", () => socket.end("SSH-2.0-OpenSSH_9.2\r\n")));
    const error = await failure(here.fetch(server.base));
    expect(error.code).to.equal("protocol");
    expect(error.vendorCode).to.match(/^HPE_/);
  });

  it("says so when garbage comes in the middle of the body", async () => {
    const garbled = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\nZORK\r\n";
    server = await serveRaw((socket) => void socket.once("data", () => socket.end(garbled)));
    const { error } = await readUntilFailure((await here.fetch(server.base)).body);
    expect(error.code).to.equal("protocol");
  });

  it("names the address where nothing listens, and asks for the server", async () => {
    const gone = await serve(() => {});
    await gone.close();
    const error = await failure(here.fetch(gone.base));
    expect(error).to.include({ code: "network", vendorCode: "ECONNREFUSED", retryable: false });
    expect(error.message).to.include(`127.0.0.1:${gone.port}`);
    expect(error.actions.join()).to.include("Start that server");
  });

  it("names the host that was not found", async () => {
    const error = await failure(here.fetch("https://nowhere.example/v1"));
    expect(error).to.include({ code: "network", vendorCode: "ENOTFOUND" });
    expect(error.message).to.include("nowhere.example");
    expect(error.actions.join()).to.include("base URL");
  });
});

async function readUntilFailure(body: AsyncIterable<Uint8Array>): Promise<{ readonly parts: string; readonly error: AinError }> {
  let parts = "";
  const error = await failure(
    (async () => {
      for await (const chunk of body) parts += Buffer.from(chunk).toString();
    })(),
  );
  return { parts, error };
}
