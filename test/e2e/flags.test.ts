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

describe("settings for one run, of any command", () => {
  it("count for commands of the core and of plugins, and for no other flag of that name", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    const core = await s.run(["config", "get", "model", "--set", "model=a/b"]);
    expect([core.exitCode, core.stdout], core.stderr).to.deep.equal([0, "a/b\n"]);
    const plugin = await s.run(["strapi", "status", "--verbose", "--set=plugins.strapi.baseURL=http://127.0.0.1:1"]);
    expect(plugin.exitCode).to.equal(43);
    expect(plugin.stderr).to.match(/ DEBUG .*http:\/\/127\.0\.0\.1:1\/api/);
    const wrong = await s.run(["models", "list", "--log-level", "loud"]);
    expect([wrong.exitCode, wrong.stderr.includes("--log-level takes one of: trace")]).to.deep.equal([42, true]);
    const unknown = await s.run(["strapi", "status", "--set", "nonsense=1"]);
    expect([unknown.exitCode, unknown.stderr.includes('unknown key "nonsense"')]).to.deep.equal([42, true]);
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
