import { execFile } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { build } from "esbuild";
import { root } from "../../boot/built-cli.ts";

const suite = join(root, "node_modules/@modelcontextprotocol/conformance/dist/index.js");
let command = "";

/** In one file: the suite starts it once for each scenario, and to read hundreds of files each time would take most of the time. */
async function bundleClient(): Promise<void> {
  const outfile = join(mkdtempSync(join(tmpdir(), "conformance-client-")), "client.mjs");
  const banner = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';
  await build({
    outfile,
    entryPoints: [join(root, "test/e2e/mcp/programs/conformance-client.ts")],
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node22",
    conditions: ["ainative-source"],
    banner: { js: banner },
    logLevel: "silent",
  });
  command = `${JSON.stringify(process.execPath)} ${JSON.stringify(outfile)}`;
}

async function conformance(...args: readonly string[]): Promise<{ readonly exitCode: number; readonly said: string }> {
  const out = mkdtempSync(join(tmpdir(), "conformance-"));
  const words = [suite, "client", "--command", command, "-o", out, ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, words, { cwd: root, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : 1, said: `${stdout}\n${stderr}` });
    });
  });
}

describe("the official suite for MCP clients", function () {
  this.timeout(120_000);
  before(bundleClient);

  it("passes in every scenario", async () => {
    const { exitCode, said } = await conformance("--suite", "all");
    const summary = said.slice(said.indexOf("=== SUITE SUMMARY"));
    // Run beside twenty-five others, this one slips its 500 ms; the next test runs it by itself.
    const failed = [...summary.matchAll(/^✗ (\S+):/gm)].map(([, name]) => name).filter((name) => name !== "sse-retry");
    expect(failed, said).to.deep.equal([]);
    if (!summary.includes("✗ sse-retry")) expect(exitCode, said).to.equal(0);
    expect(summary.match(/^✓ /gm)?.length).to.be.at.least(25);
  });

  it("passes in taking up a stream that the server has closed, after the time that it asked for", async () => {
    const { exitCode, said } = await conformance("--scenario", "sse-retry");
    expect(exitCode, said).to.equal(0);
  });
});
