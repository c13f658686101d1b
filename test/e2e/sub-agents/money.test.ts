import { expect } from "chai";
import { buildOnce } from "../../boot/built-cli.ts";
import { scene } from "../bad-days/scene.ts";
import { savedMessages } from "../bad-days/sessions.ts";
import { byPrompt, done, lastResults, task } from "./task-script.ts";

describe("the money of sub-agents", () => {
  before(buildOnce);

  /** $0.135 each at the prices of the model. */
  const dear = { input: 100_000, output: 1000 };
  const model = ["-p", "Go", "-m", "openai/gpt-5"];
  const look = { calls: [{ name: "glob", input: { pattern: "*" } }], usage: dear };

  it("comes out of the budget of the run, together with that of the others", async () => {
    const script = byPrompt({ Go: [{ calls: [task("Do a", {}, "a"), task("Do b", {}, "b")], usage: dear }, done], "Do ": () => look });
    await using s = await scene(script);
    const stopped = await s.run(["chat", ...model, "--max-budget-usd", "0.6", "--json"]);
    expect(stopped.exitCode, stopped.stderr).to.equal(55);
    const told = JSON.parse(stopped.stdout) as { readonly total_cost_usd: number };
    expect(told.total_cost_usd).to.be.within(0.4, 0.6);
    expect(s.server.requests.length).to.be.within(3, 4);
    const results = (await savedMessages(s)).at(-1);
    expect(JSON.stringify(results)).to.contain("failed: The budget of this run is $0.60");
  });

  it("is never more than the budget of the run, also where eight of them ask at once", async () => {
    const names = ["a", "b", "c", "d", "e", "f", "g", "h"];
    const long = { usage: { input: 30_000, output: 1000 }, text: "Done.", paceMs: 60 };
    const script = byPrompt({ Go: [{ calls: names.map((name) => task(`Do ${name} ${"word ".repeat(25_000)}`, {}, name)) }, done], "Do ": [long] });
    await using s = await scene(script);
    const stopped = await s.run(["chat", ...model, "--max-budget-usd", "0.2", "--set", "tasks.parallel=8", "--json"]);
    expect(stopped.exitCode, stopped.stderr).to.equal(0);
    const told = JSON.parse(stopped.stdout) as { readonly total_cost_usd: number };
    expect(told.total_cost_usd, "each took $0.0475 of the $0.10 set aside for it: one waits for the other").to.be.closeTo(0.1425, 1e-9);
    const results = (await savedMessages(s)).find(({ role }) => role === "tool")?.parts.map((part) => JSON.stringify(part)) ?? [];
    expect(results.filter((text) => text.includes('"Done.'))).to.have.length(3);
    expect(results.filter((text) => text.includes("The budget of this run is $0.20, and $0.1425 are spent"))).to.have.length(5);
  });

  it("has a limit of its own for each, beyond which it stops, and its parent goes on", async () => {
    const script = byPrompt({ Go: [{ calls: [task("Do a", {}, "a"), task("Say b", {}, "b")], usage: dear }, { ...done, usage: dear }], "Do a": () => look, "Say b": [{ text: "B.", usage: dear }] });
    await using s = await scene(script);
    const result = await s.run(["chat", ...model, "--set", "tasks.maxUsd=0.31", "--json"]);
    expect(result.exitCode, result.stderr + result.stdout).to.equal(0);
    const [stopped, worked] = lastResults(s);
    expect(stopped).to.contain("The budget of a sub-agent is $0.31, and $0.27 are spent");
    expect(worked).to.contain("B.").and.to.contain("101,000 tokens, $0.135");
    expect((JSON.parse(result.stdout) as { readonly total_cost_usd: number }).total_cost_usd).to.be.closeTo(0.675, 1e-9);
    const usage = JSON.parse((await s.run(["usage", "--json"])).stdout) as { readonly total: { readonly requests: number } };
    expect(usage.total.requests).to.equal(5);
  });
});
