import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { scene } from "./bad-days/scene.ts";

describe("permission rules", () => {
  it("are added, listed with their places, explained part by part, and removed", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    const add = async (...words: readonly string[]): Promise<number | undefined> => (await s.run(["permissions", "add", ...words])).exitCode;
    expect([await add("allow", "bash(git log *)"), await add("allow", "bash(head *)", "--here"), await add("deny", "bash(rm *)", "--project")]).to.deep.equal([0, 0, 0]);
    const listed = await s.run(["permissions", "list", "--json"]);
    const { rules } = parsed(listed.stdout);
    expect(rules).to.deep.equal([
      ["allow", "bash(git log *)", "user"],
      ["deny", "bash(rm *)", "project"],
      ["allow", "bash(head *)", "approved"],
    ]);

    const explain = async (line: string): Promise<string> => (await s.run(["permissions", "explain", line], { env: { AINATIVE_CODE_SANDBOX_MODE: "off" } })).stdout.split("\n", 1)[0] ?? "";
    expect(await explain("git log | head")).to.equal("It would run without a question (allow-rule:bash(git log *), allow-rule:bash(head *))");
    expect(await explain("git log | sh")).to.equal("You would be asked (mode:ask)");
    expect(await explain("git log && sudo rm x")).to.equal("It would be refused (deny-rule:bash(rm *))");

    for (const rule of ["bash(git log *)", "bash(head *)", "bash(rm *)"]) expect((await s.run(["permissions", "remove", rule])).exitCode).to.equal(0);
    expect(parsed((await s.run(["permissions", "list", "--json"])).stdout).rules).to.deep.equal([]);
    const again = await s.run(["permissions", "remove", "bash(rm *)"]);
    expect([again.exitCode, again.stderr.includes("permissions list")]).to.deep.equal([42, true]);
  });

  it("are removed as they were added, from under one kind alone", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    for (const kind of ["allow", "deny"]) expect((await s.run(["permissions", "add", kind, "bash(ls *)"])).exitCode).to.equal(0);
    const removed = await s.run(["permissions", "remove", "allow", "bash(ls *)"]);
    expect(removed.exitCode, removed.stderr).to.equal(0);
    expect(parsed((await s.run(["permissions", "list", "--json"])).stdout).rules).to.deep.equal([["deny", "bash(ls *)", "user"]]);
    expect((await s.run(["permissions", "remove", "allow", "bash(ls *)"])).exitCode).to.equal(42);
    expect((await s.run(["permissions", "remove", "never", "bash(ls *)"])).exitCode).to.equal(2);
  });

  it("do not let a project's file allow anything", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    const added = await s.run(["permissions", "add", "allow", "bash(make*)", "--project"]);
    expect([added.exitCode, added.stderr.includes("project")]).to.deep.equal([42, true]);
  });

  it("hold for each command of a line that the model runs", async () => {
    const lines = ["echo one && touch made", "echo one && echo two > made", "echo one | cat > /dev/null && cd sub && echo three"];
    let step = 0;
    await using s = await scene(() => {
      const command = lines[step];
      step += 1;
      return command === undefined ? { text: "Done." } : { calls: [{ name: "bash", input: { command } }] };
    });
    mkdirSync(join(s.home.project, "sub"));
    const done = await s.run(["chat", "-m", "openai/m", "-p", "go", "--allowed-tools", "bash(echo *)", "--allowed-tools", "bash(cat *)", "--output-format", "stream-json"]);
    const results = done.stdout.split("\n").filter((line) => line.includes('"tool-result"'));
    expect([existsSync(join(s.home.project, "made")), done.exitCode], done.stdout).to.deep.equal([false, 50]);
    expect(results.join("\n")).to.include("three");
  });

  it("are the organisation's alone where it has locked what is allowed: no approval and no command's file adds to them", async () => {
    const bash = { name: "bash", input: { command: "touch made" } };
    await using s = await scene(({ body }) => (JSON.stringify(body["messages"]).includes('"tool"') ? { text: "Done." } : { calls: [bash] }));
    const file = join(s.home.root, "organisation.yaml");
    writeFileSync(file, "locked: [permissions.allow]\n");
    mkdirSync(join(s.home.config, "commands"), { recursive: true });
    writeFileSync(join(s.home.config, "commands/make.md"), "---\nallowed-tools: bash(touch *)\n---\nMake it.\n");
    const env = { AINATIVE_CODE_ORG_CONFIG: file };
    expect((await s.run(["permissions", "add", "allow", "bash(touch *)", "--here"])).exitCode).to.equal(0);
    const added = await s.run(["permissions", "add", "allow", "bash(cat *)", "--here"], { env });
    expect([added.exitCode, added.stderr.includes("permissions.allow is locked by your organisation")], added.stderr).to.deep.equal([42, true]);
    expect(parsed((await s.run(["permissions", "list", "--json"], { env })).stdout).rules).to.deep.equal([]);
    expect((await s.chat([], { env })).exitCode).to.equal(50);
    const called = await s.run(["chat", "-m", "openai/m", "-p", "/make"], { env });
    expect([called.exitCode, existsSync(join(s.home.project, "made"))], called.stderr).to.deep.equal([50, false]);
    expect(called.stderr).to.include("The allowed-tools of /make do not hold: permissions.allow is locked");
    expect((await s.chat([])).exitCode).to.equal(0);
  });

  it("ask before a file is read where secrets are kept", async () => {
    let step = 0;
    await using s = await scene(() => {
      step += 1;
      return step === 1 ? { calls: [{ name: "read", input: { path: ".env" } }] } : { text: "Done." };
    });
    writeFileSync(join(s.home.project, ".env"), "KEY=value-of-the-key\n");
    const refused = await s.run(["chat", "-m", "openai/m", "-p", "go", "--json"]);
    expect([refused.exitCode, refused.stdout.includes("value-of-the-key")]).to.deep.equal([50, false]);
    step = 0;
    const allowed = await s.run(["chat", "-m", "openai/m", "-p", "go", "--allowed-tools", "read(.env)"]);
    expect(allowed.exitCode, allowed.stderr).to.equal(0);
  });
});

function parsed(text: string): { readonly rules: readonly (readonly unknown[])[] } {
  const value: unknown = JSON.parse(text);
  const rules: unknown = typeof value === "object" && value !== null && "rules" in value ? value.rules : [];
  return {
    rules: (Array.isArray(rules) ? rules : []).map((rule: unknown) => (typeof rule === "object" && rule !== null ? ["kind", "rule", "from"].map((name): unknown => Reflect.get(rule, name)) : [])),
  };
}
