import { expect } from "chai";
import { isAinError } from "@ainative-code/sdk";
import { until } from "@ainative-code/test-kit";
import { everything, everythingOverHttp, odd } from "../../e2e/mcp/everything.ts";
import { call, codeOf, handles } from "./handles.ts";

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe("a connection to an MCP server", () => {
  const handleOf = handles();

  it("tells progress, and a call that is cancelled ends at once, also for the server", async () => {
    const handle = handleOf(everything);
    const told: string[] = [];
    await call(handle, "trigger-long-running-operation", { duration: 0.4, steps: 4 }, { onProgress: (text) => void told.push(text) });
    expect(told.length).to.be.at.least(2);
    expect(told[0]).to.match(/1 of 4/);
    const stop = new AbortController();
    const begun = performance.now();
    const running = codeOf(call(handle, "trigger-long-running-operation", { duration: 30, steps: 2 }, { signal: stop.signal }));
    setTimeout(() => stop.abort(), 100);
    expect([await running, performance.now() - begun < 2000]).to.deep.equal(["cancelled", true]);
    expect(await call(handle, "echo", { message: "still there" })).to.include("still there");
  });

  it("works over streamable HTTP, and over SSE where a server knows nothing newer", async () => {
    await using web = await everythingOverHttp("streamableHttp");
    await using old = await everythingOverHttp("sse");
    const [first, second] = [handleOf({ url: web.url }), handleOf({ url: old.url })];
    expect(await call(first, "echo", { message: "new" })).to.include("Echo: new");
    expect(await call(second, "echo", { message: "old" })).to.include("Echo: old");
    expect((await first.learn(new AbortController().signal)).tools.length).to.be.at.least(15);
  });

  it("is made anew with the next call where the server has ended", async () => {
    const handle = handleOf(odd());
    const before = await call(handle, "pid", {});
    expect(await codeOf(call(handle, "die", {}))).to.equal("network");
    const after = await call(handle, "pid", {});
    expect([before === after, after.includes("pid")]).to.deep.equal([false, true]);
  });

  it("tells of tools that the server has since it was asked", async () => {
    const handle = handleOf(odd());
    const { signal } = new AbortController();
    const names = async (): Promise<readonly string[]> => (await handle.learn(signal)).tools.map(({ name }) => name);
    expect(await names()).to.include("grow").and.not.to.include("grown");
    await call(handle, "grow", {});
    expect(await names()).to.include("grown");
  });

  it("is not tried again and again: the failure is told at once until some time has passed", async () => {
    let now = 0;
    const handle = handleOf({ command: "no-such-program" }, { now: () => now });
    const { signal } = new AbortController();
    const failure = async (): Promise<unknown> => handle.learn(signal).catch((error: unknown) => error);
    const first = await failure();
    expect(await failure()).to.equal(first);
    now = 501;
    const second = await failure();
    expect(second).not.to.equal(first);
    now = 1001;
    expect(await failure()).to.equal(second);
    now = 1502;
    expect(await failure()).not.to.equal(second);
  });

  it("to a program that ends at once tells what it said", async () => {
    const handle = handleOf({ command: process.execPath, args: ["-e", "process.stderr.write('no \\u001b[31mkey\\u001b[0m is set\\n'); process.exit(2)"] });
    const error: unknown = await handle.learn(new AbortController().signal).catch((thrown: unknown) => thrown);
    expect(isAinError(error) ? error.message : error).to.include("It said: no key is set");
  });

  it("to a server that says nothing ends with its time", async () => {
    expect(await codeOf(handleOf(odd("silent", { timeoutMs: 300 })).learn(new AbortController().signal))).to.equal("timeout");
  });

  it("leaves nothing running when it is closed", async () => {
    const handle = handleOf(odd());
    const pid = Number(/pid (\d+)/.exec(await call(handle, "pid", {}))?.[1]);
    await handle.close();
    await until(() => (isAlive(pid) ? undefined : true), "the end of the server", 15_000);
    expect(await codeOf(call(handle, "pid", {}))).to.equal("cancelled");
  });
});
