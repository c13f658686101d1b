import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { isAinError } from "@ainative-code/sdk";
import { expect } from "chai";
import { answerEvent, badService } from "./bad-service.ts";
import { call, codeOf, handles } from "./handles.ts";

const stream = { "content-type": "text/event-stream" };

/** Writes so many bytes, as fast as they are taken, until nobody takes them any more. */
async function flood(response: ServerResponse, bytes: number): Promise<void> {
  const piece = Buffer.alloc(1024 * 1024, "x");
  const pieces = Readable.from(Array.from({ length: bytes / piece.length }, () => piece));
  await pipeline(pieces, response).catch(() => undefined);
}

describe("an MCP server over HTTP that", () => {
  const handleOf = handles();

  it("breaks its stream off in the middle of a call is asked for the rest, from the event that came last", async () => {
    let asked: string | undefined;
    let pending: number | undefined;
    await using service = await badService({
      onCall({ response, id }) {
        pending = id;
        response.writeHead(200, stream).write("id: 1\nretry: 20\ndata: \n\n");
        setTimeout(() => response.destroy(), 30);
      },
      onGet({ request, response }) {
        if (request.headers["last-event-id"] === undefined) return void response.writeHead(405).end();
        asked = String(request.headers["last-event-id"]);
        response.writeHead(200, stream).end(answerEvent(pending, "taken up again"));
      },
    });
    expect(await call(handleOf({ url: service.url }), "go")).to.include("taken up again");
    expect([asked, service.seen.filter((one) => one === "POST tools/call").length]).to.deep.equal(["1", 1]);
  });

  it("breaks its stream off, or ends it, and can't take it up again fails the call at once, and is not asked to do it twice", async () => {
    for (const end of ["destroy", "end"] as const) {
      await using service = await badService({
        onCall({ response }) {
          response.writeHead(200, stream).write('data: {"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"x"}}\n\n: half');
          setTimeout(() => response[end](), 30);
        },
      });
      const begun = performance.now();
      expect(await codeOf(call(handleOf({ url: service.url, timeoutMs: 15_000 }), "go"))).to.equal("network");
      expect(performance.now() - begun).to.be.lessThan(6000);
      expect(service.seen.filter((one) => one === "POST tools/call")).to.have.length(1);
    }
  });

  it("streams an answer without numbers and ends is heard", async () => {
    await using service = await badService({
      onCall({ response, id }) {
        response.writeHead(200, stream).end(answerEvent(id, `${"x".repeat(9000)} the answer`).replace(/^id: .*\n/, ""));
      },
    });
    expect(await call(handleOf({ url: service.url, timeoutMs: 15_000 }), "go")).to.include("the answer");
  });

  it("sends 100 MB, in one piece or as one event, is cut off", async () => {
    let asStream = false;
    await using service = await badService({
      onCall({ response }) {
        response.writeHead(200, asStream ? stream : { "content-type": "application/json" }).write(asStream ? "data: " : '{"x":"');
        void flood(response, 100 * 1024 * 1024);
      },
    });
    const before = process.memoryUsage().rss;
    for (const wanted of [false, true]) {
      asStream = wanted;
      const error: unknown = await call(handleOf({ url: service.url, timeoutMs: 5000 }), "go").catch((thrown: unknown) => thrown);
      expect(isAinError(error) ? error.message : error, `as a stream: ${String(wanted)}`).to.include("more than 16 MiB");
    }
    expect((process.memoryUsage().rss - before) / 1024 / 1024).to.be.lessThan(250);
  });

  it("answers with pages, other messages or nothing at all is told as what it is", async () => {
    const answers: readonly (readonly [string, string, string])[] = [
      ["text/html", "<html>Welcome</html>", "protocol"],
      ["application/json", "{broken", "protocol"],
      ["application/json", '{"jsonrpc":"2.0","id":"other","result":{}}', "timeout"],
      ["application/json", '"text"', "protocol"],
    ];
    for (const [type, body, code] of answers) {
      await using service = await badService({ onCall: ({ response }) => void response.writeHead(200, { "content-type": type }).end(body) });
      expect(await codeOf(call(handleOf({ url: service.url, timeoutMs: 400 }), "go")), body).to.equal(code);
    }
  });

  it("sends us elsewhere does not get our headers carried there", async () => {
    let stolen: unknown = "nothing came";
    const thief = createServer((request, response) => {
      stolen = request.headers.authorization;
      response.end("{}");
    }).listen(0, "127.0.0.1");
    await once(thief, "listening");
    const address = thief.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    await using service = await badService({ onCall: ({ response }) => void response.writeHead(307, { location: `http://localhost:${port}/` }).end() });
    const code = await codeOf(call(handleOf({ url: service.url, headers: { Authorization: "Bearer mine" }, timeoutMs: 1000 }), "go"));
    thief.closeAllConnections();
    thief.close();
    await once(thief, "close");
    expect([code === "done", stolen]).to.deep.equal([false, "nothing came"]);
  });

  it("has forgotten the session is greeted anew, and the call made once more", async () => {
    let calls = 0;
    await using service = await badService({
      onCall({ response, id }) {
        calls += 1;
        if (calls === 1) response.writeHead(404).end();
        else response.writeHead(200, stream).end(answerEvent(id, "the second time"));
      },
    });
    expect(await call(handleOf({ url: service.url }), "go")).to.include("the second time");
    expect(service.seen.filter((one) => one === "POST initialize")).to.have.length(2);
  });

  it("never ends its answer is told when a call is cancelled, and the next one goes through", async () => {
    let isEnded = false;
    const stop = new AbortController();
    await using service = await badService({
      onCall({ response, id }) {
        response.writeHead(200, stream);
        if (isEnded) return void response.end(answerEvent(id, "the next one"));
        response.write(": silence\n\n");
        isEnded = true;
        setTimeout(() => stop.abort(), 30);
      },
    });
    const handle = handleOf({ url: service.url });
    expect(await codeOf(call(handle, "go", {}, { signal: stop.signal }))).to.equal("cancelled");
    expect(await call(handle, "go")).to.include("the next one");
    expect(service.seen).to.include("POST notifications/cancelled");
  });
});
