import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { builtCli, buildOnce, type BuiltCli } from "../../boot/built-cli.ts";
import { serveProxy } from "../../infra/http/connect-proxy.ts";
import { serve } from "../../infra/http/local-server.ts";
import { placeFixture, placeSdk } from "./place-plugin.ts";

type Env = Readonly<Record<string, string>>;

interface Told {
  readonly exitCode: number | undefined;
  readonly answer: unknown;
  /** Code of the error, where there is one. */
  readonly code: unknown;
  readonly message: string;
}

async function ask(cli: BuiltCli, argv: readonly string[], env: Env = {}): Promise<Told> {
  const { exitCode, stdout, stderr } = await cli.run([...argv, "--json"], env);
  if (stdout === "") throw new Error(stderr);
  const answer = JSON.parse(stdout) as { readonly error?: { readonly code: string; readonly message: string } };
  return { exitCode, answer, code: answer.error?.code, message: answer.error?.message ?? "" };
}

interface Place extends AsyncDisposable {
  readonly origin: string;
  /** Paths of the requests that came. */
  readonly asked: readonly string[];
}

/** A server that answers with its path, and leads elsewhere from `/to?URL`. */
async function somewhere(): Promise<Place> {
  const asked: string[] = [];
  const { base, close } = await serve((request, response) => {
    asked.push(request.url ?? "");
    const target = /^\/to\?(.*)$/.exec(request.url ?? "")?.[1];
    if (target === undefined) response.end(request.url);
    else response.writeHead(302, { location: target }).end();
  });
  return { origin: base, asked, [Symbol.asyncDispose]: close };
}

describe("the host of an installed plugin", () => {
  let cli: BuiltCli & Disposable;
  before(buildOnce);
  beforeEach(() => {
    cli = builtCli();
    placeFixture(cli.home, "prober");
    placeSdk(cli.home);
  });
  afterEach(() => cli[Symbol.dispose]());

  describe("its fetch", () => {
    it("refuses an undeclared host before its name is looked up", async () => {
      const refused = await ask(cli, ["probe", "fetch", "https://undeclared.invalid/x"]);
      expect(refused).to.include({ exitCode: 41, code: "forbidden" });
      expect(refused.message).to.match(/prober.*undeclared\.invalid is not among them/);
      // A declared one gets as far as that: nobody knows the name.
      expect(await ask(cli, ["probe", "fetch", "https://declared.invalid/x"])).to.include({ exitCode: 43, code: "network" });
    });

    it("reaches the base URL that the user set, and no other port or name of that machine", async () => {
      await using mine = await somewhere();
      await using other = await somewhere();
      expect((await cli.run(["config", "set", "plugins.prober.baseURL", `${mine.origin}/v1`])).exitCode).to.equal(0);
      const reached = await ask(cli, ["probe", "fetch", `${mine.origin}/v1/x`]);
      expect(reached.answer).to.deep.equal({ status: 200, url: `${mine.origin}/v1/x`, text: "/v1/x" });
      for (const url of [`${other.origin}/`, mine.origin.replace("127.0.0.1", "localhost")]) {
        expect(await ask(cli, ["probe", "fetch", url])).to.include({ exitCode: 41, code: "forbidden" });
      }
      expect(other.asked).to.deep.equal([]);
    });

    it("leaves the base URL to the user: a project's file can't set it", async () => {
      mkdirSync(join(cli.home.project, ".ainative-code"));
      writeFileSync(join(cli.home.project, ".ainative-code/config.yaml"), "plugins:\n  prober:\n    baseURL: http://127.0.0.1:1\n");
      const refused = await ask(cli, ["probe", "fetch", "http://127.0.0.1:1/"]);
      expect(refused).to.include({ exitCode: 42, code: "invalid-input" });
      expect(refused.message).to.include("plugins.prober.baseURL");
    });

    it("does not follow a redirect to an undeclared host", async () => {
      await using mine = await somewhere();
      await using other = await somewhere();
      const env = { PROBER_BASE_URL: mine.origin };
      for (const target of [`${other.origin}/`, "https://undeclared.invalid/"]) {
        const refused = await ask(cli, ["probe", "fetch", `${mine.origin}/to?${target}`], env);
        expect(refused).to.include({ exitCode: 41, code: "forbidden" });
      }
      expect(other.asked).to.deep.equal([]);
      expect((await ask(cli, ["probe", "fetch", `${mine.origin}/to?${mine.origin}/there`], env)).answer).to.include({ text: "/there" });
    });

    it("asks a proxy for declared hosts only", async () => {
      const proxy = await serveProxy({ answer: 503 });
      await using _closed = { [Symbol.asyncDispose]: proxy.close };
      const env = { HTTPS_PROXY: proxy.base, HTTP_PROXY: proxy.base };
      for (const url of ["https://undeclared.invalid/", "http://undeclared.invalid/", "http://declared.invalid/"]) {
        expect(await ask(cli, ["probe", "fetch", url], env)).to.include({ exitCode: 41, code: "forbidden" });
      }
      expect(proxy.asked).to.deep.equal([]);
      expect(await ask(cli, ["probe", "fetch", "https://declared.invalid/"], env)).to.include({ exitCode: 43 });
      expect(proxy.asked).to.deep.equal(["CONNECT declared.invalid:443"]);
    });
  });

  describe("its settings and secrets", () => {
    const secrets = { PROBER_API_KEY: "key-0123456789", PROBER_TOKEN: "token-0123456789" };

    it("gives a secret that was declared, and refuses one that was not", async () => {
      expect((await ask(cli, ["probe", "secret", "apiKey"], secrets)).answer).to.deep.equal({ secret: "key-0123456789" });
      expect((await ask(cli, ["probe", "secret", "apiKey"])).answer).to.deep.equal({});
      for (const name of ["token", "greeting", "no-such-setting"]) {
        const refused = await ask(cli, ["probe", "secret", name], secrets);
        expect(refused).to.include({ exitCode: 41, code: "forbidden" });
        expect(refused.message).to.include(`prober asked for the secret "${name}", which its manifest does not declare`);
      }
    });

    it("gives commands their settings, and no secret among them, marked as one or not", async () => {
      expect((await ask(cli, ["probe", "config"], secrets)).answer).to.deep.equal({ greeting: "hello" });
      await cli.run(["config", "set", "plugins.prober.greeting", "good day"]);
      expect((await ask(cli, ["probe", "config"], secrets)).answer).to.deep.equal({ greeting: "good day" });
      const { stdout } = await cli.run(["config", "list"], secrets);
      expect(stdout).to.include("plugins.prober.apiKey").and.not.include("0123456789");
    });

    it("tells what is wrong with the config to commands that need it, and to them alone", async () => {
      mkdirSync(cli.home.config, { recursive: true });
      writeFileSync(join(cli.home.config, "config.yaml"), "chat:\n  maxTurns: many\n");
      const failed = await ask(cli, ["probe", "config"]);
      expect(failed).to.include({ exitCode: 42, code: "invalid-input" });
      expect(failed.message).to.include("chat.maxTurns");
      expect((await ask(cli, ["probe", "nothing"])).answer).to.deep.equal({ plugin: "prober" });
      expect(await ask(cli, ["config", "validate"])).to.include({ exitCode: 42, code: "invalid-input" });
      expect(await cli.run(["config", "set", "chat.maxTurns", "7"])).to.include({ exitCode: 0 });
      expect(await ask(cli, ["probe", "config"])).to.include({ exitCode: 0 });
    });
  });

  it("is not in the way of the fast answers, and its topic is in the root help", async () => {
    using plain = builtCli();
    expect(await cli.run(["--version"])).to.deep.equal(await plain.run(["--version"]));
    const [theirs, ours] = [(await cli.run(["--help"])).stdout, (await plain.run(["--help"])).stdout];
    expect(theirs).to.match(/^ {2}probe/m);
    expect(theirs.split("\n").filter((line) => !/^ {2}probe/.test(line)).join("\n")).to.equal(ours);
  });
});
