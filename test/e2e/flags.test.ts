import { expect } from "chai";
import { scene } from "./bad-days/scene.ts";

describe("flags that may be given several times", () => {
  it("take one value each and leave the prompt alone", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    for (const flags of [["--set", "chat.maxTurns=3"], ["--allowed-tools", "read"], ["--disallowed-tools", "bash"]]) {
      const done = await s.run(["chat", "-m", "openai/m", ...flags, "-p", "hi"]);
      expect([done.exitCode, done.stdout], done.stderr).to.deep.equal([0, "Fine.\n"]);
    }
    const explained = await s.run(["config", "explain", "--set", "model=a/b", "model"]);
    expect([explained.exitCode, explained.stdout.includes("a/b")], explained.stderr).to.deep.equal([0, true]);
  });
});
