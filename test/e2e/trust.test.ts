import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { scene } from "./bad-days/scene.ts";
import type { Scene } from "./bad-days/scene.ts";

function bring(s: Scene, text: string): void {
  mkdirSync(join(s.home.project, ".ainative-code"), { recursive: true });
  writeFileSync(join(s.home.project, ".ainative-code/config.yaml"), text);
}

async function value(s: Scene, key: string, env: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const { stdout, stderr } = await s.run(["config", "get", key, "--json"], { env });
  return stdout === "" ? stderr : JSON.parse(stdout);
}

describe("a folder with settings of its own", () => {
  it("is left out until it is trusted, but for what only tightens", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    bring(s, "chat: {maxTurns: 7}\npermissions: {deny: [bash(rm *)], mode: plan}\n");
    const told = await s.chat();
    expect([told.exitCode, told.stdout]).to.deep.equal([0, "Fine.\n"]);
    expect(told.stderr).to.include("chat.maxTurns does not apply").and.include("ainative-code trust");
    const before = JSON.stringify([await value(s, "chat.maxTurns"), await value(s, "permissions.deny"), await value(s, "permissions.mode")]);
    expect(before).to.include("bash(rm *)").and.include("plan").and.not.include('"value":7');

    expect((await s.run(["trust"])).stdout).to.include(s.home.project);
    expect(JSON.stringify(await value(s, "chat.maxTurns"))).to.include("7");
    expect((await s.chat()).stderr).to.not.include("trust");
    expect((await s.run(["trust", "--list"])).stdout).to.include(s.home.project);

    expect((await s.run(["trust", "--revoke"])).exitCode).to.equal(0);
    expect(JSON.stringify(await value(s, "chat.maxTurns"))).to.not.include('"value":7');
    expect((await s.run(["trust", "--revoke"])).exitCode).to.equal(42);
  });

  it("is trusted for one run by a variable, for machines where nobody can be asked", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    bring(s, "chat: {maxTurns: 7}\n");
    expect(JSON.stringify(await value(s, "chat.maxTurns", { AINATIVE_CODE_TRUST: "1" }))).to.include("7");
    expect(JSON.stringify(await value(s, "chat.maxTurns"))).to.not.include('"value":7');
  });

  it("is trusted by whoever makes its file, and not by whoever adds to another's", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    await s.run(["config", "set", "--project", "chat.maxTurns", "5"]);
    expect(JSON.stringify(await value(s, "chat.maxTurns"))).to.include("5");
    await s.run(["trust", "--revoke"]);
    await s.run(["config", "set", "--project", "log.level", "warn"]);
    expect(JSON.stringify(await value(s, "chat.maxTurns"))).to.not.include('"value":5');
  });

  it("is not trusted where that would trust the home folder", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    for (const folder of ["/", s.home.home, s.home.root]) expect((await s.run(["trust", folder])).exitCode, folder).to.equal(42);
  });

  it("is not trusted where there is none: a word may have been meant for a flag", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    const { exitCode, stderr } = await s.run(["trust", "list"]);
    expect([exitCode, stderr.includes("There is no folder"), stderr.includes("trust --list")]).to.deep.equal([42, true, true]);
  });

  it("covers all below it", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    await s.run(["trust"]);
    const sub = join(s.home.project, "sub");
    mkdirSync(join(sub, ".ainative-code"), { recursive: true });
    writeFileSync(join(sub, ".ainative-code/config.yaml"), "chat: {maxTurns: 9}\n");
    const { stdout } = await s.run(["config", "get", "chat.maxTurns", "--json"], { cwd: sub });
    expect(stdout).to.include("9");
  });
});
