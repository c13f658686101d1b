import { request } from "node:http";
import { runCli, startCli, tempHome, type RunningCli, type TempHome } from "@ainative-code/test-kit";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { expect } from "chai";
import { buildOnce } from "../../boot/built-cli.ts";
import { bin, connected, projectFile, there } from "./clients.ts";

interface Served {
  readonly url: string;
  readonly token: string;
  readonly cli: RunningCli;
}

const hello = { jsonrpc: "2.0", id: 1, method: "initialize", params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "x", version: "1" } } };
const accept = "application/json, text/event-stream";

describe("mcp serve over HTTP", function () {
  this.timeout(30_000);
  let home: TempHome;
  const running: RunningCli[] = [];
  before(buildOnce);
  beforeEach(() => (home = tempHome()));
  afterEach(async () => {
    for (const cli of running.splice(0)) {
      cli.kill("SIGTERM");
      await cli.exited;
    }
    home.dispose();
  });

  async function served(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Served> {
    const cli = startCli(["mcp", "serve", "--http", ...args], { bin, env: { ...home.env, ...env }, cwd: home.project });
    running.push(cli);
    await cli.waitFor(/Serving MCP at \S+\n?(?:.*Bearer \S+\n)?/);
    return { cli, url: /Serving MCP at (\S+)/.exec(cli.stderr())?.[1] ?? "", token: /Bearer (\S+)/.exec(cli.stderr())?.[1] ?? "" };
  }

  /** The class of the library is not written for exact optional properties. */
  const transport = ({ url, token }: Pick<Served, "url" | "token">): Transport =>
    new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers: { authorization: `Bearer ${token}` } } });

  /** The status of a hello with these headers. */
  async function greeted(url: string, headers: Readonly<Record<string, string>>, path = new URL(url).pathname): Promise<number> {
    return new Promise((resolve, reject) => {
      const sent = request(new URL(path, url), { method: "POST", headers: { accept, "content-type": "application/json", ...headers } }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      sent.once("error", reject).end(JSON.stringify(hello));
    });
  }

  it("serves clients that have the token, side by side, each with files of its own", async () => {
    const one = await served(["--permission-mode", "accept-edits"]);
    expect(one.url).to.match(/^http:\/\/127\.0\.0\.1:\d+\/mcp$/);
    expect(one.token).to.match(/^[\w-]{43}$/);
    projectFile(home, "a.txt", "first");
    await using a = await connected(transport(one));
    await using b = await connected(transport(one));
    const [x, y] = await Promise.all([a.call("read", { path: "a.txt" }), b.call("glob", { pattern: "*" })]);
    expect([x.text, y.text].join()).to.include("first").and.include("a.txt");
    // What one of them has read is known of that one alone.
    const theirs = await b.call("edit", { path: "a.txt", oldText: "first", newText: "second" });
    const stale = await a.call("write", { path: "a.txt", content: "third" });
    expect([theirs.isError, stale.isError], theirs.text + stale.text).to.deep.equal([false, true]);
    expect(stale.text).to.include("changed");
  });

  it("refuses whoever has no token or a wrong one, comes from a foreign page, or by a foreign name", async () => {
    const { url, token } = await served();
    const authorization = `Bearer ${token}`;
    expect(await greeted(url, {})).to.equal(401);
    expect(await greeted(url, { authorization: "Bearer wrong" })).to.equal(401);
    expect(await greeted(url, { authorization, origin: "https://evil.example" })).to.equal(403);
    expect(await greeted(url, { authorization, origin: "null" })).to.equal(403);
    expect(await greeted(url, { authorization, host: "evil.example" })).to.equal(403);
    expect(await greeted(url, { authorization }, "/other")).to.equal(404);
    expect(await greeted(url, { authorization, "mcp-session-id": "no-such" })).to.equal(404);
    expect(await greeted(url, { authorization, origin: "http://localhost:6274" })).to.equal(200);
    const preflight = await fetch(url, { method: "OPTIONS", headers: { origin: "https://evil.example", "access-control-request-method": "POST" } });
    expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).to.deep.equal([403, null]);
  });

  it("takes a token from a variable, which commands do not get to see, and none from the command line", async () => {
    const token = "a-token-of-mine-for-this";
    const { url, cli } = await served(["--token-env", "MY_MCP_TOKEN", "--allowed-tools", "bash"], { MY_MCP_TOKEN: token });
    await using one = await connected(transport({ url, token }));
    const { text } = await one.call("bash", { command: 'echo "[$MY_MCP_TOKEN]"' });
    expect(text).to.include("[]");
    expect(cli.stderr()).to.not.include(token);
    const literal = await runCli(["mcp", "serve", "--http", "--token", token], { bin, env: home.env, cwd: home.project });
    expect(literal.exitCode).to.equal(42);
    const unset = await runCli(["mcp", "serve", "--http", "--token-env", "NOT_THERE"], { bin, env: home.env, cwd: home.project });
    expect(unset.exitCode).to.equal(40);
    const alone = await runCli(["mcp", "serve", "--port", "1"], { bin, env: home.env, cwd: home.project });
    expect(alone.exitCode).to.equal(2);
  });

  it("warns loudly where other machines can reach it", async () => {
    const { cli } = await served(["--host", "0.0.0.0"]);
    expect(cli.stderr()).to.include("WARNING: 0.0.0.0 can be reached from other machines");
  });

  it("goes on when a client drops in the middle of a call, and gives the result to it when it is back", async () => {
    const { url, token } = await served(["--allowed-tools", "bash"]);
    const headers = { accept, "content-type": "application/json", authorization: `Bearer ${token}`, "mcp-protocol-version": "2025-11-25" };
    const begun = await fetch(url, { method: "POST", headers, body: JSON.stringify(hello) });
    const session = { ...headers, "mcp-session-id": begun.headers.get("mcp-session-id") ?? "" };
    await begun.text();
    await fetch(url, { method: "POST", headers: session, body: JSON.stringify({ jsonrpc: "2.0", method: "notifications/initialized" }) });
    const drop = new AbortController();
    const params = { name: "bash", arguments: { command: "touch begun; until [ -e go ]; do sleep 0.05; done; echo the end" } };
    const call = await fetch(url, { method: "POST", headers: session, signal: drop.signal, body: JSON.stringify({ jsonrpc: "2.0", id: 2, method: "tools/call", params }) });
    const id = /id: (\S+)/.exec(await textUntil(call, "\n\n"))?.[1] ?? "";
    await there(home, "begun");
    drop.abort();
    await using other = await connected(transport({ url, token }));
    await other.client.ping();
    projectFile(home, "go", "");
    const again = await fetch(url, { headers: { ...session, accept: "text/event-stream", "last-event-id": id } });
    expect(again.status).to.equal(200);
    expect(await textUntil(again, "the end")).to.include('"id":2');
  });

  it("answers what is no message, and ends at SIGTERM", async () => {
    const { url, token, cli } = await served();
    const headers = { accept, "content-type": "application/json", authorization: `Bearer ${token}` };
    const broken = await fetch(url, { method: "POST", headers, body: "{broken" });
    expect([broken.status, ((await broken.json()) as { error: { code: number } }).error.code]).to.deep.equal([400, -32700]);
    const lost = await fetch(url, { method: "POST", headers, body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }) });
    expect(lost.status).to.equal(400);
    cli.kill("SIGTERM");
    expect((await cli.exited).exitCode).to.equal(0);
    running.length = 0;
  });
});

/** What comes, until these words do. The stream stays as it is. */
async function textUntil({ body }: Response, words: string): Promise<string> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes(words)) {
    const piece = await reader?.read();
    if (piece?.value === undefined) break;
    text += piece.value;
  }
  return text;
}
