import { expect } from "chai";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { serve, type LocalServer } from "./local-server.ts";

const source = new URL("../../../src/", import.meta.url).href;

/** Runs a few lines in a process of their own, with `fetch` and `base` at hand; resolves when it has ended by itself. */
async function run(lines: string, base: string): Promise<string> {
  const program = `
    import { createConnections } from "${source}infra/http/connections.ts";
    import { createFetch } from "${source}infra/http/create-fetch.ts";
    import { hostRule } from "${source}core/plugins/rights.ts";
    const quiet = () => {};
    const log = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };
    const rule = hostRule({ hosts: ["127.0.0.1:*"], settings: {} });
    const fetch = createFetch({ plugin: "p", rule, connections: createConnections(), userAgent: "t", log });
    const base = ${JSON.stringify(base)};
    ${lines}`;
  const args = ["--conditions=ainative-source", "--input-type=module", "-e", program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 10_000 });
  return stdout;
}

describe("the end of the process", () => {
  let server: LocalServer;
  afterEach(() => server.close());

  it("is not held up by a connection kept alive", async () => {
    server = await serve((_request, response) => response.end("done"));
    expect(await run("console.log(await (await fetch(base)).text());", server.base)).to.equal("done\n");
  });

  it("is not held up by a large answer that nobody reads", async () => {
    server = await serve((_request, response) => response.end(Buffer.alloc(16 * 1024 * 1024)));
    expect(await run("console.log((await fetch(base)).status);", server.base)).to.equal("200\n");
  });

  it("waits for an answer that somebody reads, however slow it is", async () => {
    server = await serve((_request, response) => {
      response.write("slow ");
      setTimeout(() => response.end("answer"), 150);
    });
    const lines = "for await (const part of (await fetch(base)).body) process.stdout.write(part);";
    expect(await run(lines, server.base)).to.equal("slow answer");
  });

  it("loads neither undici nor the proxy library for a request to a model", async () => {
    server = await serve((_request, response) => response.end("done"));
    const loaded = "console.log(process.moduleLoadList.filter((name) => /undici/.test(name)).join());";
    expect(await run(`await (await fetch(base)).text(); ${loaded}`, server.base)).to.equal("\n");
  });
});
