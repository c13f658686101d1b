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

  it("offers the tool in plan mode only", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    for (const mode of ["plan", "ask"]) await s.chat(["--permission-mode", mode]);
    const offered = s.server.requests.map(({ body }) => JSON.stringify(body["tools"]).includes("present_plan"));
    expect(offered).to.deep.equal([true, false]);
  });
});
