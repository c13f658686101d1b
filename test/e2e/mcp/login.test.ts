import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { until } from "@ainative-code/test-kit";
import { expect } from "chai";
import { buildOnce } from "../../boot/built-cli.ts";
import { scene } from "../bad-days/scene.ts";
import { configure } from "./everything.ts";
import { guardedService } from "./guarded-service.ts";

describe("a login at an MCP server", () => {
  before(buildOnce);

  it("is made in a browser, kept, renewed by itself and forgotten", async () => {
    await using guarded = await guardedService();
    await using s = await scene(() => ({ text: "Done." }));
    configure(s.home, { guarded: { url: guarded.url } });
    const without = await s.run(["mcp", "test"]);
    expect([without.exitCode, without.stdout.includes("ainative-code mcp login guarded")], without.stdout).to.deep.equal([1, true]);

    const login = s.startOpen(["mcp", "login", "guarded", "--no-browser", "--file"]);
    const address = await until(() => /Log in here: (\S+)/.exec(login.stderr())?.[1], "the address to log in at", 30_000);
    const wrong = new URL(new URL(address).searchParams.get("redirect_uri") ?? "");
    wrong.search = "?code=stolen&state=guessed";
    expect(await (await fetch(wrong)).text()).to.include("the terminal tells how it ended").and.not.include("logged in");
    await fetch(address);
    const done = await login.exited;
    expect([done.exitCode, done.stdout], done.stderr).to.deep.equal([0, "You are logged in at guarded.\n"]);
    const secrets = join(s.home.data, "secrets");
    const [file = ""] = readdirSync(secrets);
    expect(statSync(join(secrets, file)).mode & 0o777).to.equal(0o600);

    expect((await s.run(["mcp", "test"])).stdout).to.include("guarded works (guarded 1): 1 tool");
    guarded.expire();
    expect([(await s.run(["mcp", "test"])).exitCode, guarded.renewed()]).to.deep.equal([0, 1]);

    expect((await s.run(["mcp", "logout", "guarded"])).stdout).to.include("You are logged out");
    expect((await s.run(["mcp", "test"])).exitCode).to.equal(1);
    expect((await s.run(["mcp", "logout", "guarded"])).stdout).to.include("There was no login");
  });

  it("that is over is asked for anew, in words, and not tried again and again", async () => {
    await using guarded = await guardedService();
    await using s = await scene(() => ({ text: "Done." }));
    configure(s.home, { guarded: { url: guarded.url } });
    const logIn = async (): Promise<number | undefined> => {
      const login = s.startOpen(["mcp", "login", "guarded", "--no-browser", "--file"]);
      await fetch(await until(() => /Log in here: (\S+)/.exec(login.stderr())?.[1], "the address to log in at", 30_000));
      return (await login.exited).exitCode;
    };
    expect(await logIn()).to.equal(0);
    guarded.revoke();
    const before = guarded.tokensAsked();
    const first = await s.run(["mcp", "test"]);
    expect([first.exitCode, first.stdout.includes("wants a login"), guarded.tokensAsked() - before], first.stdout).to.deep.equal([1, true, 1]);
    const second = await s.run(["mcp", "test"]);
    expect([second.exitCode, second.stdout.includes("ainative-code mcp login guarded"), guarded.tokensAsked() - before]).to.deep.equal([1, true, 1]);
    expect(await logIn()).to.equal(0);
    expect((await s.run(["mcp", "test"])).exitCode).to.equal(0);
  });

  it("that comes back from somebody else hands out no code", async () => {
    for (const wrong of [{ returned: { iss: "https://evil.example" } }, { metadata: { authorization_response_iss_parameter_supported: true } }]) {
      await using guarded = await guardedService(wrong);
      await using s = await scene(() => ({ text: "Done." }));
      configure(s.home, { guarded: { url: guarded.url } });
      const login = s.startOpen(["mcp", "login", "guarded", "--no-browser", "--file"]);
      await fetch(await until(() => /Log in here: (\S+)/.exec(login.stderr())?.[1], "the address to log in at", 30_000));
      const { exitCode, stderr } = await login.exited;
      expect([exitCode, guarded.tokensAsked()], stderr).to.deep.equal([41, 0]);
      expect(stderr.replaceAll(/\s+/g, " ")).to.include("The login came back from");
    }
  });

  it("that the server refuses at its page, or another page is pasted for, can be given up", async () => {
    await using guarded = await guardedService({ onlyRedirect: "http://127.0.0.1:1/callback" });
    await using s = await scene(() => ({ text: "Done." }));
    configure(s.home, { guarded: { url: guarded.url } });
    const login = s.startOpen(["mcp", "login", "guarded", "--no-browser", "--file"]);
    const address = await until(() => /Log in here: (\S+)/.exec(login.stderr())?.[1], "the address to log in at", 30_000);
    expect((await fetch(address)).status).to.equal(400);
    login.kill("SIGINT");
    expect([(await login.exited).exitCode, guarded.tokensAsked()]).to.deep.equal([130, 0]);
    expect((await s.run(["mcp", "test"])).stdout).to.include("wants a login");
  });
});
