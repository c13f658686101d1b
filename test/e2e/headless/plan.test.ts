import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { buildOnce } from "../../boot/built-cli.ts";
import { scene } from "../bad-days/scene.ts";

const plan = "1. Write `made`.\n2. Run the tests.";

describe("plan mode without a person", () => {
  before(buildOnce);

  it("ends with the plan as the answer, in every format, and is gone on with", async () => {
    let asked = 0;
    const write = { calls: [{ name: "write", input: { path: "made", content: "x" } }] };
    const replies = [write, { text: "I look.", calls: [{ name: "present_plan", input: { plan } }] }, { text: "Never." }];
    await using s = await scene(() => replies[Math.min(asked++, 2)] ?? {});
    for (const format of ["text", "json", "stream-json"]) {
      asked = 0;
      const { exitCode, stdout, stderr } = await s.chat(["--permission-mode", "plan", "--output-format", format, "-o", "plan.md"]);
      expect([exitCode, asked], `${stdout}${stderr}`).to.deep.equal([0, 2]);
      if (format === "text") expect(stdout).to.equal(`I look.\n${plan}\n`);
      else if (format === "json") expect(JSON.parse(stdout)).to.include({ subtype: "success", result: plan });
      else expect(JSON.parse(stdout.trim().split("\n").at(-1) ?? "")).to.include({ subtype: "success", result: plan });
      expect(existsSync(join(s.home.project, "made"))).to.equal(false);
    }
    asked = 0;
    const { exitCode } = await s.chat(["--continue", "--permission-mode", "accept-edits"]);
    expect([exitCode, existsSync(join(s.home.project, "made"))]).to.deep.equal([0, true]);
    expect(s.server.requests.at(-1)?.text).to.include("no plan mode now");
  });

  it("leaves what was asked before as it is, so that the prompt cache holds over a change of the mode", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    await s.chat(["--permission-mode", "plan"]);
    for (const mode of ["plan", "ask", "accept-edits", "bypass"]) await s.chat(["--continue", "--permission-mode", mode]);
    const bodies = s.server.requests.map(({ body }) => body);
    expect(new Set(bodies.map(({ tools }) => JSON.stringify(tools))).size).to.equal(1);
    expect(JSON.stringify(bodies[0]?.["tools"])).to.include("present_plan");
    const told = bodies.map(({ messages }) => (messages as readonly unknown[]).map((message) => JSON.stringify(message)));
    for (const [index, messages] of told.entries()) expect(messages.slice(0, told[index - 1]?.length ?? 0)).to.deep.equal(told[index - 1] ?? []);
    const said = told.at(-1)?.flatMap((message) => /Permission mode: ([a-z-]+)\. /.exec(message)?.[1] ?? []);
    expect(said).to.deep.equal(["plan", "ask"]);
  });

  it("is no matter for a plan that comes in another mode: one sentence says so", async () => {
    let asked = 0;
    await using s = await scene(() => (asked++ === 0 ? { calls: [{ name: "present_plan", input: { plan } }] } : { text: "Then I go on." }));
    const { exitCode, stdout } = await s.chat();
    expect([exitCode, stdout]).to.deep.equal([0, "Then I go on.\n"]);
    expect(s.server.requests[1]?.text).to.include("no plan mode now: go on with the work");
  });
});
