import { expect } from "chai";
import { TurnTasks } from "../../../src/core/agent/turn-tasks.ts";

const call = (id: string): Parameters<TurnTasks["begin"]>[0] => ({ type: "tool-call", id, name: "task", input: {} });

describe("the tasks of a turn", () => {
  it("are counted from one, and no more than the limit, also when some have ended", () => {
    const tasks = new TurnTasks(2);
    tasks.begin(call("a"), "general", "Look")?.end();
    expect(tasks.begin(call("b"), "explore", "Find")).to.not.equal(undefined);
    expect(tasks.running).to.deep.equal([{ number: 2, callId: "b", agent: "explore", description: "Find" }]);
    expect(tasks.begin(call("c"), "general", "More")).to.equal(undefined);
  });

  it("are stopped by number or call, one at a time, and not once they have ended", () => {
    const tasks = new TurnTasks(5);
    const [one, other] = [tasks.begin(call("a"), "general", "A"), tasks.begin(call("b"), "general", "B")];
    expect(tasks.stop(1)).to.equal(true);
    expect([one?.signal.aborted, other?.signal.aborted]).to.deep.equal([true, false]);
    expect(tasks.stop("b")).to.equal(true);
    expect(other?.signal.aborted).to.equal(true);
    one?.end();
    for (const which of [1, "a", 9, "nobody"]) expect(tasks.stop(which), String(which)).to.equal(false);
  });
});
