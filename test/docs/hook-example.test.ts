import { inMemoryHost } from "@ainative-code/test-kit";
import { expect } from "chai";
import register from "../../docs/plugins/hook-example/src/register.ts";

describe("the hooks of the tutorial", () => {
  it("refuse a push by force and nothing else", async () => {
    const host = inMemoryHost();
    await register({ host, addProvider: () => undefined, addTool: () => undefined });
    const [before] = host.handlers("tool:before");
    const answer = async (name: string, command: string): Promise<unknown> =>
      before?.({ sessionId: "s", call: { type: "tool-call", id: "1", name, input: { command } }, risk: "execute" });
    const denied = { deny: "A push by force is up to a person." };
    expect(await answer("bash", "git push --force origin main")).to.deep.equal(denied);
    expect(await answer("bash", "cd x && git push -f")).to.deep.equal(denied);
    expect(await answer("bash", "git push")).to.equal(undefined);
    expect(await answer("read", "git push --force")).to.equal(undefined);
  });

  it("note down each turn", async () => {
    const host = inMemoryHost();
    await register({ host, addProvider: () => undefined, addTool: () => undefined });
    for (const handler of host.handlers("turn")) await handler({ sessionId: "s", stop: { reason: "stop" }, usage: undefined });
    expect(host.lines).to.deep.equal([{ level: "info", message: "a turn ended", fields: { reason: "stop", tokens: undefined } }]);
  });
});
