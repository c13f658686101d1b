import { expect } from "chai";
import { builtCli, buildOnce } from "./built-cli.ts";

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
