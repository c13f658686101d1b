import { expect } from "chai";
import { buildOnce } from "../boot/built-cli.ts";
import { scene } from "./bad-days/scene.ts";

interface Asked {
  readonly reasoning?: { readonly effort?: string };
  readonly reasoning_effort?: string;
}

describe("the effort of an answer", () => {
  before(buildOnce);

  it("is one that the model is known to have, so that no request is made in vain", async () => {
    await using s = await scene(() => ({ text: "Hi." }));
    const run = await s.run(["chat", "-p", "Go", "-m", "openai/gpt-5.4", "--effort", "max"]);
    expect(run).to.include({ exitCode: 0, stdout: "Hi.\n" });
    expect(run.stderr).to.include("The effort is xhigh: this model does not know max.");
    const plain = await s.run(["chat", "-p", "Go", "-m", "openai/gpt-4.1", "--effort", "high"]);
    expect(plain.stderr).to.include("this model does not think");
    const [asked, second] = s.server.requests.map(({ body }) => body as Asked);
    expect(asked?.reasoning?.effort ?? asked?.reasoning_effort).to.equal("xhigh");
    expect(second).not.to.have.any.keys("reasoning", "reasoning_effort");
  });
});
