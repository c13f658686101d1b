import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { expect } from "chai";
import { buildOnce, builtCli } from "../../boot/built-cli.ts";
import { placeFinch } from "./finch.ts";

interface ListServer extends AsyncDisposable {
  readonly url: string;
  answer: { readonly status?: number; readonly body: string };
}

/** Answers every request with what `answer` holds at that moment. */
async function startListServer(body: unknown): Promise<ListServer> {
  const server = createServer((_request, response) => {
    response.writeHead(made.answer.status ?? 200, { "content-type": "application/json" }).end(made.answer.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const made: ListServer = {
    url: `http://127.0.0.1:${String(port)}/api.json`,
    answer: { body: JSON.stringify(body) },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return made;
}

const bundled = JSON.stringify({ date: "2026-01-01", models: [{ id: "seed", maxInput: 100, prices: [{ input: 1, output: 2 }] }] });
const priced = (input: number): unknown => ({ finch: { models: { seed: { cost: { input, output: 20 }, limit: { context: 500, output: 50 } } } } });

describe("models refresh", () => {
  before(buildOnce);

  it("asks the provider, tells what is new and gone, and keeps it for later", async () => {
    using cli = builtCli();
    placeFinch(cli.home, bundled);
    const first = await cli.run(["models", "refresh", "finch"]);
    expect(first.exitCode, first.stderr).to.equal(0);
    expect(first.stdout).to.include("finch: 2 models, as it says itself").and.include("new      grain").and.include("changed  seed: most input 100 -> 4k");
    expect((await cli.run(["models", "refresh", "finch"])).stdout).to.equal("finch: 2 models, as it says itself, nothing new\n");
    expect((await cli.run(["models", "list", "finch", "--offline"])).stdout).to.include("finch/grain");
  });

  it("downloads a list where the user asks for it, and tells prices that changed", async () => {
    await using server = await startListServer(priced(10));
    using cli = builtCli();
    placeFinch(cli.home, bundled);
    const { stdout, stderr, exitCode } = await cli.run(["models", "refresh", "finch", "--from", server.url]);
    expect(exitCode, stderr).to.equal(0);
    expect(stdout).to.include("finch: 1 model, as the list says").and.include("changed  seed: price $1 in, $2 out -> $10 in, $20 out");
    expect((await cli.run(["models", "show", "finch/seed"])).stdout).to.match(/\$10 input, \$20 output +downloaded list, \d{4}-/);
  });

  it("downloads it from the address in the user's config, as JSON too", async () => {
    await using server = await startListServer(priced(10));
    using cli = builtCli();
    placeFinch(cli.home, bundled);
    const { stdout } = await cli.run(["models", "refresh", "finch", "--json"], { AINATIVE_CODE_CATALOGUE_URL: server.url });
    const told = JSON.parse(stdout) as readonly { readonly source: string; readonly changed: readonly unknown[] }[];
    expect(told.find(({ source }) => source === "refreshed")?.changed).to.deep.include({
      id: "seed",
      fact: "prices",
      from: [{ input: 1, output: 2 }],
      to: [{ input: 10, output: 20 }],
    });
  });

  for (const [what, answer, code, told] of [
    ["a page", { body: "<html>" }, 1, "is no list of models"],
    ["a list of others", { body: '{"other": {"models": {}}}' }, 1, "tells of no model of finch"],
    ["nothing", { status: 404, body: "" }, 44, "answered 404"],
  ] as const) {
    it(`keeps what it had where the server has ${what}`, async () => {
      await using server = await startListServer(priced(10));
      using cli = builtCli();
      placeFinch(cli.home, bundled);
      await cli.run(["models", "refresh", "finch", "--from", server.url]);
      server.answer = answer;
      const { stderr, exitCode } = await cli.run(["models", "refresh", "finch", "--from", server.url]);
      expect({ exitCode, stderr }).to.have.property("exitCode", code);
      expect(stderr).to.include(told);
      expect((await cli.run(["models", "show", "finch/seed"])).stdout).to.include("$10 input");
    });
  }

  it("keeps what it had where there is no network, and says so", async () => {
    const server = await startListServer(priced(10));
    using cli = builtCli();
    placeFinch(cli.home, bundled);
    await cli.run(["models", "refresh", "finch", "--from", server.url]);
    await server[Symbol.asyncDispose]();
    const { stderr, exitCode } = await cli.run(["models", "refresh", "finch", "--from", server.url]);
    expect(exitCode).to.equal(43);
    expect(stderr).to.include("refused");
    expect((await cli.run(["models", "show", "finch/seed"])).stdout).to.include("$10 input");
  });

  it("downloads nothing over plain http from another machine", async () => {
    using cli = builtCli();
    placeFinch(cli.home, bundled);
    const { stderr, exitCode } = await cli.run(["models", "refresh", "finch", "--from", "http://list.example/api.json"]);
    expect(exitCode).to.equal(41);
    expect(stderr).to.include("plain http");
  });

  it("refuses an address that is not one of the web, before it asks anybody", async () => {
    using cli = builtCli();
    placeFinch(cli.home, bundled);
    for (const from of ["file:///etc/models.json", "models.json"]) {
      const { stderr, stdout, exitCode } = await cli.run(["models", "refresh", "finch", "--from", from]);
      expect({ exitCode, stdout }).to.deep.equal({ exitCode: 42, stdout: "" });
      expect(stderr).to.include(`downloaded by https, and ${from} is no such address`).and.include("--from URL");
    }
  });

  it("refuses a provider that there is not", async () => {
    using cli = builtCli();
    const { exitCode } = await cli.run(["models", "refresh", "nobody"]);
    expect(exitCode).to.equal(40);
  });
});
