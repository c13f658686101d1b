import { expect } from "chai";
import { scene } from "./bad-days/scene.ts";

describe("chat left out", () => {
  it("is meant by its flags, and by a prompt of several words", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    const first = await s.run(["-p", "Remember 7", "-m", "openai/m"]);
    expect([first.exitCode, first.stdout], first.stderr).to.deep.equal([0, "Fine.\n"]);
    const second = await s.run(["--continue", "-m", "openai/m", "--output-format", "json", "-p", "Which one?"]);
    expect(second.exitCode, second.stderr).to.equal(0);
    const third = await s.run(["say it again", "-p", "-m", "openai/m"]);
    expect([third.exitCode, third.stdout], third.stderr).to.deep.equal([0, "Fine.\n"]);
  });

  it("is not meant by a command that is misspelt, nor by a flag that nobody has", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    const misspelt = await s.run(["modles", "list"]);
    expect([misspelt.exitCode, misspelt.stderr.includes('Did you mean "models')]).to.deep.equal([2, true]);
    const bogus = await s.run(["--bogus"]);
    expect([bogus.exitCode, bogus.stderr.includes("Nonexistent flag: --bogus")]).to.deep.equal([2, true]);
  });
});

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
