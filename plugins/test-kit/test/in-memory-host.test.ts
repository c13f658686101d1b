import { isAinError, type FetchResponse, type HostFetch } from "@ainative-code/sdk";
import { answeringFetch, inMemoryHost, startScriptedServer, textOf } from "@ainative-code/test-kit";
import { expect } from "chai";

async function codeOf(promise: Promise<unknown>): Promise<string | undefined> {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return isAinError(error) ? error.code : undefined;
}

describe("the host in memory", () => {
  it("gives settings, declared secrets and nothing else", async () => {
    const host = inMemoryHost({ config: { a: 1 }, secrets: { key: "k", other: undefined } });
    expect(host.config).to.deep.equal({ a: 1 });
    expect([await host.secret("key"), await host.secret("other")]).to.deep.equal(["k", undefined]);
    expect(await codeOf(host.secret("undeclared"))).to.equal("forbidden");
  });

  it("keeps what was logged and the hook points that were taken", () => {
    const host = inMemoryHost();
    host.log.warn("careful", { n: 1 });
    host.on("prompt", () => ({ text: "x" }));
    expect(host.lines).to.deep.equal([{ level: "warn", message: "careful", fields: { n: 1 } }]);
    expect(host.handlers("prompt")).to.have.length(1);
    expect(host.handlers("turn")).to.have.length(0);
  });

  it("reaches a server on loopback for real, and nothing else", async () => {
    const { fetch } = inMemoryHost();
    await using server = await startScriptedServer({ script: [{ status: 418, headers: { "x-a": "b" }, body: { tea: true } }] });
    const response = await fetch(`${server.baseURL}/responses`, { method: "POST", body: "{}", headers: { "x-b": "c" } });
    expect(response).to.include({ status: 418, ok: false });
    expect(response.headers).to.include({ "x-a": "b" });
    expect(await response.json()).to.deep.equal({ tea: true });
    expect(server.requests[0]?.headers).to.include({ "x-b": "c" });
    expect(await codeOf(fetch("https://api.openai.com/v1/models"))).to.equal("forbidden");
  });

  it("tells a refused connection, a silent server and an abort apart", async () => {
    const { fetch } = inMemoryHost();
    await using server = await startScriptedServer({ script: [{ text: "x", fault: { kind: "stall", afterEvents: 1 } }] });
    const url = `${server.baseURL}/responses`;
    const read = async (response: FetchResponse): Promise<string> => response.text();
    expect(await codeOf(fetch(url, { method: "POST", body: "{}", idleTimeoutMs: 30 }).then(read))).to.equal("timeout");
    const abort = new AbortController();
    const aborted = fetch(url, { method: "POST", body: "{}", signal: abort.signal }).then(read);
    await server.request(1);
    abort.abort();
    expect(await codeOf(aborted)).to.equal("cancelled");
    await server.close();
    expect(await codeOf(fetch(url))).to.equal("network");
  });
});

describe("a fetch with prepared answers", () => {
  const read = async (fetch: HostFetch): Promise<string> => (await fetch("https://x.example/a", { method: "POST" })).text();

  it("gives them in order, in their chunks, and notes the calls", async () => {
    const { fetch, calls } = answeringFetch([{ body: ["a", new Uint8Array([0xc3]), new Uint8Array([0xa9])] }, { status: 500, body: "no" }]);
    expect([await read(fetch), await read(fetch)]).to.deep.equal(["aé", "no"]);
    expect(calls).to.have.length(2);
    expect(calls[0]).to.deep.equal({ url: "https://x.example/a", options: { method: "POST" } });
  });

  it("breaks where it is told to, and refuses a call that nobody prepared", async () => {
    const { fetch } = answeringFetch([{ body: ["a", new Error("gone")] }]);
    expect(await read(fetch).catch(String)).to.equal("Error: gone");
    expect(await read(fetch).catch(String)).to.include("no answer prepared");
  });
});

describe("the text of an answer", () => {
  it("is that of its text deltas", () => {
    expect(textOf([{ type: "text-delta", part: 0, text: "a" }, { type: "thinking-delta", part: 1, text: "x" }, { type: "text-delta", part: 2, text: "b" }])).to.equal("ab");
  });
});
