import { expect } from "chai";
import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:net";
import type { Server } from "node:net";
import { buildOnce } from "../../boot/built-cli.ts";
import { expectFailure, expectFailureInEveryFormat } from "./failures.ts";
import { scene } from "./scene.ts";
import { briefly, savedMessages } from "./sessions.ts";

/** A port of this machine that nobody listens at. */
async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

describe("a bad day with the network", () => {
  before(buildOnce);

  it("tells a server that is not there, and keeps the prompt", async () => {
    await using s = await scene([]);
    const port = await freePort();
    const env = { OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1` };
    await expectFailureInEveryFormat(async (format) => s.chat(format, { env }), {
      exitCode: 43,
      code: "network",
      told: [`Nothing listens at 127.0.0.1:${port} (connection refused).`, "Try: Start that server, or correct the base URL"],
    });
    expect(briefly(await savedMessages(s))).to.deep.equal(["user: Go"]);
  });

  it("tells a host whose name nobody knows", async () => {
    await using s = await scene([]);
    const env = { OPENAI_BASE_URL: "https://api.nowhere.invalid/v1", OPENAI_API_KEY: "sk-test-12345678" };
    // Without a name server it can't be known that the name is wrong: that is tried again, and told in other words.
    const told = [/Could not (find|look up) the host api\.nowhere\.invalid/, "Try: Check the network connection and the base URL"];
    expectFailure(await s.chat([], { env }), { exitCode: 43, told });
  });

  it("does not send a key over plain http to another machine", async () => {
    await using s = await scene([]);
    const env = { OPENAI_BASE_URL: "http://api.nowhere.invalid/v1", OPENAI_API_KEY: "sk-test-12345678" };
    expectFailure(await s.chat([], { env }), { exitCode: 41, told: ["http", "api.nowhere.invalid", "Try: "] });
  });

  it("can be left by Ctrl+C while a server keeps it waiting", async () => {
    await using s = await scene(() => ({ fault: { kind: "stall", afterEvents: 0 } }));
    const cli = s.start();
    await s.server.request(0);
    cli.kill("SIGINT");
    const told = ["Cancelled; what was said and done before is saved.", "chat --continue"];
    expectFailure(await cli.exited, { exitCode: 130, told });
    expect(briefly(await savedMessages(s))).to.deep.equal(["user: Go"]);
  });

  it("can be left by Ctrl+C while a server has not even answered", async () => {
    const asked = Promise.withResolvers<void>();
    const silent = createHttpServer(() => asked.resolve());
    await using s = await scene([]);
    try {
      const cli = s.start([], { env: { OPENAI_BASE_URL: `http://127.0.0.1:${await listening(silent)}/v1` } });
      await Promise.race([asked.promise, cli.exited]);
      cli.kill("SIGINT");
      expectFailure(await cli.exited, { exitCode: 130, told: ["Cancelled"] });
    } finally {
      silent.closeAllConnections();
      silent.close();
    }
  });
});
