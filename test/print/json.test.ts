import { AinError } from "@ainative-code/sdk";
import { expect } from "chai";
import { jsonFace } from "../../src/print/json.ts";
import { call, ended, eventsOf, memory, says, sessionEvent, toolEnded } from "./sample-events.ts";

describe("the JSON face", () => {
  it("prints one object at the end, and nothing before", async () => {
    const output = memory();
    const usage = { input: { total: 3, fresh: 3, cacheRead: 0, cacheWrite: 0 }, output: { total: 2 } };
    const events = [sessionEvent, ...says("Hello."), toolEnded(call("read"), "ok", "x")];
    await jsonFace(eventsOf(...events, { ...ended({ kind: "done" }, "Hello."), usage }), output);
    expect(output.err()).to.equal("");
    expect(output.writes).to.have.length(1);
    expect(JSON.parse(output.out())).to.deep.equal({
      type: "result",
      subtype: "success",
      is_error: false,
      exit_code: 0,
      result: "Hello.",
      session_id: "s-1",
      num_turns: 1,
      duration_ms: 13,
      usage,
      total_cost_usd: null,
      cost: null,
      model_usage: {},
    });
  });

  it("tells what was spent, and no sum where a part of it is not known", async () => {
    const output = memory();
    const known = { requests: 2, nanoUsd: 1_500_000, unknown: 0, basis: "estimated", savedNanoUsd: 20_000, usage: undefined } as const;
    const other = { requests: 1, nanoUsd: 0, unknown: 1, basis: undefined, savedNanoUsd: 0, usage: undefined } as const;
    const spent = { ...known, requests: 3, unknown: 1, models: [{ ...known, model: "p/m" }, { ...other, model: "p/x" }] };
    await jsonFace(eventsOf({ ...ended({ kind: "done" }), spent }), output);
    const cost = { known_usd: 0.0015, basis: "estimated", requests: 3, unknown_requests: 1, saved_by_cache_usd: 0.00002 };
    const json = JSON.parse(output.out()) as { readonly model_usage: Readonly<Record<string, unknown>> };
    expect(json).to.deep.include({ total_cost_usd: null, cost });
    expect(json.model_usage["p/m"]).to.deep.include({ cost_usd: 0.0015, requests: 2 });
    expect(json.model_usage["p/x"]).to.deep.include({ cost_usd: null, unknown_requests: 1 });
  });

  it("tells a failure with the exit code of the process", async () => {
    const output = memory();
    const error = new AinError("auth", "No.", { actions: ["Set the key"], status: 401 });
    await jsonFace(eventsOf(ended({ kind: "failed", error }, "so far")), output);
    expect(JSON.parse(output.out())).to.deep.include({
      subtype: "auth",
      is_error: true,
      exit_code: 41,
      result: "so far",
      usage: null,
      error: { code: "auth", message: "No.", retryable: false, actions: ["Set the key"], status: 401 },
    });
  });

  it("tells the limit of turns, and by which signal it was stopped, in the same way", async () => {
    const limit = memory();
    await jsonFace(eventsOf(ended({ kind: "turn-limit", limit: 3 })), limit);
    const json: unknown = JSON.parse(limit.out());
    expect(json).to.include({ subtype: "turn-limit", is_error: true, exit_code: 53 });
    expect(json).to.have.nested.property("error.code", "turn-limit");
    const stopped = memory();
    const error = new AinError("cancelled", "Cancelled.", { details: { signal: "SIGTERM" } });
    await jsonFace(eventsOf(ended({ kind: "failed", error })), stopped);
    expect(JSON.parse(stopped.out())).to.include({ subtype: "cancelled", exit_code: 143 });
  });

  it("takes a run without a result for the bug it is", async () => {
    const thrown = await jsonFace(eventsOf(sessionEvent), memory()).then(() => undefined, String);
    expect(thrown).to.include("the agent ended without a result");
  });
});
