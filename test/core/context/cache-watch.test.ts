import type { Message, ProviderRequest, StreamEvent, Usage } from "@ainative-code/sdk";
import { expect } from "chai";
import { CacheWatch } from "../../../src/core/context/cache-watch.ts";

const user = (id: string): Message => ({ id, role: "user", createdAt: "", parts: [{ type: "text", text: id }] });
const tool = (name: string): ProviderRequest["tools"][number] => ({ name, description: name, input: { type: "object" } });
const base: ProviderRequest = { model: "m", system: ["role", "rules"], tools: [tool("a"), tool("b")], messages: [user("1")], signal: new AbortController().signal };

function usage(cacheRead: number, cacheWrite = 0): Usage {
  return { input: { total: 9000, fresh: 9000 - cacheRead - cacheWrite, cacheRead, cacheWrite }, output: { total: 1 } };
}

/** Asks one request after the other, and gives the reason that was found for the last. */
async function lossOf(asked: readonly (readonly [Partial<ProviderRequest>, Usage, (Readonly<Record<string, unknown>> | undefined)?])[], minutes = 0): Promise<string | undefined> {
  let now = 0;
  const names = { pluginOf: (name: string) => `plugin-${name}`, blockOf: (text: string) => (text === "foreign" ? undefined : text), changers: ["plugin-x"] };
  const watch = new CacheWatch(() => names, () => now);
  for (const [change, reported, native] of asked) {
    const events: readonly StreamEvent[] = [{ type: "finish", stop: { reason: "stop" }, usage: reported, ...(native === undefined ? {} : { native }) }];
    const stream = watch.watched(async function* answer() {
      yield* await Promise.resolve(events);
    });
    for await (const event of stream({ ...base, ...change })) expect(event.type).to.equal("finish");
    now += minutes * 60_000;
  }
  return watch.loss?.why;
}

const changes: readonly (readonly [string, Partial<ProviderRequest>, string])[] = [
  ["a tool changed", { tools: [{ ...tool("a"), description: "other" }, tool("b")] }, "What changed: the tool a of plugin-a"],
  ["a tool is new", { tools: [tool("a"), tool("aa"), tool("b")] }, "What changed: the tool aa of plugin-aa, which is new"],
  ["a tool is gone", { tools: [tool("b")] }, "What changed: the tool a of plugin-a, which is gone"],
  ["tools changed places", { tools: [tool("b"), tool("a")] }, "What changed: the tool a of plugin-a, which is at another place"],
  ["rules changed", { system: ["role", "other rules"] }, "What changed: other rules, which is new"],
  ["a plugin put something into the head", { system: ["role", "foreign"] }, "What changed: a part of the head that comes from plugin-x, which is new"],
  ["the effort changed", { effort: "high" }, "What changed: the effort or the form of the answer"],
  ["what was said changed", { messages: [user("summary")] }, "What changed: what was said before (summed up, shortened or taken back)"],
  ["another model answers", { model: "n" }, "Another model answers"],
  ["nothing changed", { messages: [user("1"), user("2")] }, "Nothing changed: the vendor let go of it"],
];

describe("what broke the prompt cache", () => {
  for (const [what, change, why] of changes) {
    it(`is told where ${what}`, async () => {
      const first = change.messages === undefined ? {} : { messages: base.messages };
      expect(await lossOf([[first, usage(0, 8000)], [change, usage(0, 8000)]])).to.equal(why);
    });
  }

  it("is the time where too much of it had gone by", async () => {
    expect(await lossOf([[{}, usage(8000)], [{}, usage(0)]], 12)).to.include("12 minutes had gone by");
  });

  it("comes with the vendor's own word, where there is one", async () => {
    const told = await lossOf([[{}, usage(8000)], [{ effort: "low" }, usage(0), { diagnostics: { cache_miss_reason: "tools_changed" } }]]);
    expect(told).to.include('(the vendor says: {"cache_miss_reason":"tools_changed"})');
  });

  it("is nothing where the cache was read, and where there was hardly any", async () => {
    expect(await lossOf([[{}, usage(0, 8000)], [{ messages: [user("1"), user("2")] }, usage(8000)]])).to.equal(undefined);
    expect(await lossOf([[{}, usage(0, 500)], [{ effort: "low" }, usage(0)]])).to.equal(undefined);
  });
});
