import { expect } from "chai";
import { LoopWatch } from "../../../src/core/agent/loop-watch.ts";

type Step = Parameters<LoopWatch["note"]>[0];

/** One step: each letter a call, its result what stands after a colon. */
function step(text: string): Step {
  return text.split(" ").map((word) => {
    const [name = "", result = "same"] = word.split(":");
    const call = { type: "tool-call", id: String(Math.random()), name, input: { path: name } } as const;
    return { call, durationMs: 0, result: { type: "tool-result", callId: call.id, name, status: "ok", content: [{ type: "text", text: result }] } };
  });
}

function seen(limit: number, ...steps: readonly string[]): readonly string[] {
  const watch = new LoopWatch(limit);
  return steps.map((one) => watch.note(step(one)));
}

describe("circles of a model", () => {
  it("are the same call with the same result again and again", () => {
    const on = (count: number): readonly string[] => Array<string>(count).fill("goes-on");
    expect(seen(3, ...Array<string>(15).fill("a"))).to.deep.equal([...on(2), "tell", ...on(11), "stop"]);
  });

  it("are two or three in turn", () => {
    const pairs = seen(3, ...Array.from({ length: 15 }, () => ["a", "b"]).flat());
    expect([pairs.indexOf("tell"), pairs.indexOf("stop"), pairs.filter((one) => one !== "goes-on")]).to.deep.equal([5, 29, ["tell", "stop"]]);
    expect(seen(2, "a", "b", "c", "a", "b", "c").at(-1)).to.equal("tell");
  });

  it("are none where the result, the arguments or the company differ", () => {
    expect(seen(3, "a:1", "a:2", "a:3", "a:4", "a:5")).not.to.include("tell");
    expect(seen(3, "a", "a b", "a", "c", "a", "d")).not.to.include("tell");
  });

  it("are none where something that goes on is waited for, unless it is asked about without a pause", () => {
    const waiting = (durationMs: number): Step => step("bash_output").map((one) => ({ ...one, isWaiting: true as const, durationMs }));
    const patient = new LoopWatch(2);
    for (let count = 0; count < 30; count += 1) expect(patient.note(waiting(60_000))).to.equal("goes-on");
    const hasty = new LoopWatch(2);
    expect([0, 10, 20].map((ms) => hasty.note(waiting(ms)))).to.deep.equal(["goes-on", "tell", "goes-on"]);
    const mixed = new LoopWatch(2);
    expect([1, 2].map(() => mixed.note([...waiting(60_000), ...step("a")]))).to.deep.equal(["goes-on", "tell"]);
  });

  it("are told twice where they begin again, and then stopped", () => {
    expect(seen(2, "a", "a", "b", "c", "c", "d", "e", "e")).to.deep.equal(["goes-on", "tell", "goes-on", "goes-on", "tell", "goes-on", "goes-on", "stop"]);
  });

  it("are never seen where the limit is 0", () => {
    expect(seen(0, ...Array<string>(50).fill("a"))).not.to.include("tell");
  });
});
