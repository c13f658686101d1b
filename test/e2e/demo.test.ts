import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { buildOnce, builtCli } from "../boot/built-cli.ts";

describe("the demonstration", () => {
  before(buildOnce);

  it("takes a project with a failing test through a whole turn, without a key and without a network", async () => {
    using cli = builtCli();
    const { stdout, stderr, exitCode } = await cli.run(["demo"]);
    expect({ stderr, exitCode }).to.deep.equal({ stderr: "", exitCode: 0 });
    const steps = ["3 passed, 1 failed", "$ ainative-code chat", "edit src/discount.js", "All four tests pass", "4 passed, 0 failed"];
    const next = ["$ ainative-code session show", "> The test fails", "OPENAI_API_KEY", "openai/NAME", "OPENAI_BASE_URL"];
    expectInOrder(stdout, [...steps, ...next]);
  });

  it("leaves the session behind, and nothing else", async () => {
    using cli = builtCli();
    await cli.run(["demo"]);
    expect(readdirSync(cli.home.tmp)).to.deep.equal([]);
    const listed: unknown = JSON.parse((await cli.run(["session", "list", "--all", "--json"])).stdout);
    expect(listed).to.have.length(1);
    expect(listed).to.have.nested.property("[0].model", "replay/demo");
    expect(listed).to.have.nested.property("[0].messageCount", 12);
  });

  it("tells as JSON what was done", async () => {
    using cli = builtCli();
    const { stdout, exitCode } = await cli.run(["demo", "--json", "--keep"]);
    expect(exitCode).to.equal(0);
    const result: unknown = JSON.parse(stdout);
    expect(result).to.have.property("sessionId").that.matches(/^[0-9a-f-]{36}$/);
    expect(result).to.have.property("changedFiles").that.deep.equals(["src/discount.js"]);
    const folder = join(cli.home.tmp, readdirSync(cli.home.tmp)[0] ?? "");
    expect(result).to.have.property("folder", folder);
    expect(readFileSync(join(folder, "src/discount.js"), "utf8")).to.include("quantity >= bulkFrom");
  });

  it("names no folder in JSON that is gone", async () => {
    using cli = builtCli();
    const { stdout } = await cli.run(["demo", "--json"]);
    expect(JSON.parse(stdout)).to.have.all.keys("changedFiles", "sessionId");
  });

  it("works beside other instructions and settings of the user", async () => {
    using cli = builtCli();
    mkdirSync(cli.home.config, { recursive: true });
    writeFileSync(join(cli.home.config, "config.yaml"), "model: openai/other\n");
    expect(await cli.run(["demo"])).to.include({ exitCode: 0 });
  });

  it("fails with the reason where the edit is not allowed to happen, and cleans up", async () => {
    using cli = builtCli();
    mkdirSync(cli.home.config, { recursive: true });
    writeFileSync(join(cli.home.config, "config.yaml"), "permissions:\n  deny: [edit]\n");
    const { stdout, stderr, exitCode } = await cli.run(["demo"]);
    expect(exitCode).to.not.equal(0);
    expect(stderr).to.include("The demonstration did not work");
    expect(stdout).to.include("differs from the tape at /messages/");
    expect(stdout).to.not.include("4 passed");
    expect(readdirSync(cli.home.tmp)).to.deep.equal([]);
  });

  it("fails with the reason where the session can't be saved", async () => {
    using cli = builtCli();
    mkdirSync(join(cli.home.data, ".."), { recursive: true });
    rmSync(cli.home.data, { recursive: true, force: true });
    writeFileSync(cli.home.data, "a file where the folder should be");
    const { stderr, exitCode } = await cli.run(["demo"]);
    expect(exitCode).to.not.equal(0);
    expect(stderr).to.include("The demonstration did not work");
    expect(existsSync(join(cli.home.data, "sessions.db"))).to.equal(false);
  });
});

function expectInOrder(text: string, parts: readonly string[]): void {
  let at = 0;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    expect(found, `"${part}" after character ${at} of:\n${text}`).to.be.greaterThan(-1);
    at = found + part.length;
  }
}
