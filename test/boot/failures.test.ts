import { AinError } from "@ainative-code/sdk";
import { expect } from "chai";
import { failureText } from "../../src/boot/report-failure.ts";
import { builtCli, buildOnce } from "./built-cli.ts";

describe("what boot tells of a failure", () => {
  it("is the sentence and what to do next", () => {
    const error = new AinError("auth", "The key is wrong.", { actions: ["Set OPENAI_API_KEY.", "ainative-code doctor"] });
    expect(failureText(error)).to.equal("The key is wrong.\nTry: Set OPENAI_API_KEY.\nTry: ainative-code doctor\n");
  });

  it("can't steer the terminal", () => {
    expect(failureText(new AinError("server", "a\x1b]0;title\x07b\x9b2Jc"))).to.equal("a]0;titleb2Jc\n");
  });
});

describe("the built CLI", () => {
  before(buildOnce);

  it("asks whether another command was meant, and exits with 2", async () => {
    using cli = builtCli();
    const { exitCode, stdout, stderr } = await cli.run(["plugin"]);
    expect({ exitCode, stdout }).to.deep.equal({ exitCode: 2, stdout: "" });
    expect(stderr).to.equal('ainative-code: "plugin" is not a command. Did you mean "plugins"?\nAll commands: ainative-code help\n');
  });

  it("tells an unknown command as JSON where that is asked for", async () => {
    using cli = builtCli();
    const { exitCode, stdout, stderr } = await cli.run(["plugin", "--json"]);
    expect({ exitCode, stderr }).to.deep.equal({ exitCode: 2, stderr: "" });
    expect(JSON.parse(stdout)).to.have.nested.property("error.code", "usage");
  });

  it("exits with 2 on an unknown flag", async () => {
    using cli = builtCli();
    const { exitCode, stderr } = await cli.run(["config", "path", "--nonsense"]);
    expect(exitCode).to.equal(2);
    expect(stderr).to.include("--nonsense");
  });

  it("keeps its folders where AINATIVE_CODE_HOME says, whatever is set for oclif", async () => {
    using cli = builtCli();
    const { stdout } = await cli.run(["plugins", "--json"], { AINATIVE_CODE_DATA_DIR: "/nowhere" });
    expect(JSON.parse(stdout)).to.be.an("array");
    const { stdout: path } = await cli.run(["config", "path"], { AINATIVE_CODE_CONFIG_DIR: "/nowhere" });
    expect(path).to.include(cli.home.config);
  });
});
