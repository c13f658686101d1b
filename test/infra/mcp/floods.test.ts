import { expect } from "chai";
import { until } from "@ainative-code/test-kit";
import { odd } from "../../e2e/mcp/everything.ts";
import { call, codeOf, handles } from "./handles.ts";

describe("an MCP server that says too much", () => {
  const handleOf = handles();
  const { signal } = new AbortController();

  it("and tells twenty thousand times that its tools have changed is asked once, when they are wanted", async () => {
    const handle = handleOf(odd());
    await handle.learn(signal);
    const begun = performance.now();
    expect(await call(handle, "changes")).to.include("has changed a lot");
    const [first, ...others] = await Promise.all([handle.learn(signal), handle.learn(signal), handle.learn(signal)]);
    expect([...others, await handle.learn(signal)].every((one) => one === first)).to.equal(true);
    expect(performance.now() - begun).to.be.lessThan(5000);
  });

  it("is waited for by several who want to know, and one who gives up takes the answer from no other", async () => {
    const handle = handleOf(odd());
    await handle.learn(signal);
    await call(handle, "grow");
    const stop = new AbortController();
    const [gone, other] = [codeOf(handle.learn(stop.signal)), handle.learn(signal)];
    stop.abort();
    expect(await gone).to.equal("cancelled");
    expect((await other).tools.map(({ name }) => name)).to.include("grown");
  });

  it("in messages for the log is cut off there, once told", async () => {
    const lines: string[] = [];
    const handle = handleOf(odd(), { onLog: (_, text) => void lines.push(text) });
    expect(await call(handle, "logs")).to.include("has said a lot");
    expect(lines.length).to.be.within(10, 300);
    expect(lines.join("\n")).to.include("trouble 0").and.include("left out").and.not.include("\u001b");
  });

  it("and goes on with what was cancelled is not heard any more", async () => {
    const handle = handleOf(odd());
    const told: string[] = [];
    const stop = new AbortController();
    const onProgress = (text: string): void => {
      told.push(text);
      if (told.length === 3) stop.abort();
    };
    expect(await codeOf(call(handle, "late", {}, { signal: stop.signal, onProgress }))).to.equal("cancelled");
    expect(await call(handle, "plain")).to.include("called plain");
    await until(async () => ((await call(handle, "pid")).includes("pid") ? true : undefined), "an answer", 15_000);
    expect(told).to.have.length(3);
  });
});
