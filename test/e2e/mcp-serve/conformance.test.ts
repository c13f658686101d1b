import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCli, tempHome } from "@ainative-code/test-kit";
import { expect } from "chai";
import { buildOnce, root } from "../../boot/built-cli.ts";
import { placeFixture } from "../plugins/place-plugin.ts";
import { bin } from "./clients.ts";

const suite = join(root, "node_modules/@modelcontextprotocol/conformance/dist/index.js");
const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

/** Each one has its reason in the documentation. */
const unfit = [
  "elicitation-sep1034-defaults",
  "elicitation-sep1330-enums",
  "resources-list",
  "resources-read-binary",
  "resources-read-text",
  "resources-subscribe",
  "resources-templates-read",
  "resources-unsubscribe",
  "tools-call-sampling",
];

/** The suite has no token: it comes in here, and everything else goes on as it is. */
async function withToken(url: string, token: string): Promise<AsyncDisposable & { readonly url: string }> {
  const { port: target } = new URL(url);
  const server = createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers, authorization: `Bearer ${token}` };
    const sent = request({ host: "127.0.0.1", port: target, path: incoming.url, method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    sent.on("error", () => outgoing.destroy());
    outgoing.once("close", () => sent.destroy());
    incoming.pipe(sent);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/mcp`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe("the official suite for MCP servers", function () {
  this.timeout(120_000);
  before(buildOnce);

  it("passes in every scenario but those that the documentation names with a reason", async () => {
    using home = tempHome();
    placeFixture(home, "everything");
    const commands = join(home.project, ".ainative-code/commands");
    mkdirSync(commands, { recursive: true });
    writeFileSync(join(commands, "test_simple_prompt.md"), "This is a simple prompt for testing.");
    writeFileSync(join(commands, "test_prompt_with_arguments.md"), "Prompt with arguments: arg1='$1', arg2='$2'");
    writeFileSync(join(commands, "test_prompt_with_image.md"), "Please analyze this image: @pixel.png");
    writeFileSync(join(commands, "test_prompt_with_embedded_resource.md"), "Please process this: @notes.txt");
    writeFileSync(join(home.project, "notes.txt"), "Embedded resource content for testing.");
    writeFileSync(join(home.project, "pixel.png"), Buffer.from(pixel, "base64"));
    const cli = startCli(["mcp", "serve", "--http"], { bin, env: home.env, cwd: home.project });
    await cli.waitFor(/Bearer \S+\n/);
    const [url = "", token = ""] = [/Serving MCP at (\S+)/, /Bearer (\S+)/].map((pattern) => pattern.exec(cli.stderr())?.[1] ?? "");
    await using proxy = await withToken(url, token);
    const out = mkdtempSync(join(tmpdir(), "conformance-"));
    const said = await new Promise<string>((resolve) => {
      execFile(process.execPath, [suite, "server", "--url", proxy.url, "--suite", "all", "-o", out], { cwd: root, maxBuffer: 64 * 1024 * 1024, timeout: 90_000 }, (_error, stdout, stderr) => {
        resolve(`${stdout}\n${stderr}`);
      });
    });
    cli.kill("SIGTERM");
    expect((await cli.exited).exitCode).to.equal(0);
    const summary = said.slice(said.indexOf("SUMMARY"));
    const failed = [...summary.matchAll(/^✗ (\S+):/gm)].map(([, name]) => name ?? "").sort();
    expect(failed, said).to.deep.equal(unfit);
    expect(summary.match(/^✓ /gm)?.length, said).to.be.at.least(20);
    const docs = readFileSync(join(root, "docs/mcp-serve.md"), "utf8");
    for (const name of unfit) expect(docs).to.include(`\`${name}\``);
  });
});
