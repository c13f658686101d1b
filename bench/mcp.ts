/**
 * Prints one table: what MCP servers that nobody uses add to the first request of `chat -p`, of the built CLI.
 *   node --conditions=ainative-source bench/mcp.ts [RUNS]
 * `none`: no server, the reference. `50 off`: fifty that are turned off, what reading their settings costs. `50`: fifty of
 * which nothing is known yet. `50 known`: fifty with twenty tools each, known from an earlier run. `request`: from the start
 * of the process until its request has arrived, the least and the median of RUNS (default 15), one of each kind after the
 * other. `bytes`: the body of the request. Then: a search over 200 and over 10,000 tools, and what is told of it.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { startScriptedServer, tempHome } from "@ainative-code/test-kit";
import { readServers } from "../src/core/mcp/read-servers.ts";
import { searchTools } from "../src/core/mcp/search-tools.ts";
import type { ServerFacts } from "../src/core/mcp/server-facts.ts";
import { serverKey } from "../src/core/mcp/server-key.ts";

const runs = Number(process.argv[2] ?? 15);
const count = 50;
const bin = resolve(import.meta.dirname, "../bin/run.js");

/** Nobody listens there, so that none of them costs a start of a program. */
const servers = (more: object = {}): Record<string, object> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`server-${index}`, { url: "http://127.0.0.1:9/mcp", headers: { "X-Number": String(index) }, ...more }]));

const toolsOf = (amount: number): ServerFacts["tools"] =>
  Array.from({ length: amount }, (_, index) => ({
    name: `tool_${index}`,
    description: `Finds the things of kind ${index} that were made, changed or removed since a day, with their owners.`,
    input: { type: "object", properties: { since: { type: "string", description: "The day, as 2026-01-31." }, limit: { type: "integer" } }, required: ["since"] },
    risk: "read",
  }));

/** As the CLI keeps what it has learned. */
function keepFacts(): void {
  const folder = join(home.cache, "mcp");
  mkdirSync(folder, { recursive: true });
  const facts: ServerFacts = { at: Date.now(), title: "bench 1", tools: toolsOf(20), prompts: [], hasResources: false, notes: [] };
  for (const server of readServers(servers(), "user").servers) writeFileSync(join(folder, `${serverKey(server)}.json`), JSON.stringify(facts));
}

interface Kind {
  readonly name: string;
  readonly servers: Readonly<Record<string, object>>;
  readonly isKnown: boolean;
  readonly times: number[];
  bytes: number;
}

const kind = (name: string, configured: Kind["servers"], isKnown = false): Kind => ({ name, servers: configured, isKnown, times: [], bytes: 0 });
const kinds = [kind("none", {}), kind(`${count} off`, servers({ disabled: true })), kind(`${count}`, servers()), kind(`${count} known`, servers(), true)];

const home = tempHome();
const arrived: number[] = [];
const model = await startScriptedServer({
  script: () => {
    arrived.push(performance.now());
    return { text: "Done." };
  },
});

async function run({ servers: configured, isKnown }: Kind): Promise<{ readonly ms: number; readonly bytes: number }> {
  rmSync(join(home.cache, "mcp"), { recursive: true, force: true });
  if (isKnown) keepFacts();
  mkdirSync(home.config, { recursive: true });
  writeFileSync(join(home.config, "config.yaml"), JSON.stringify({ mcp: { servers: configured } }));
  const env = { ...home.env, OPENAI_BASE_URL: model.baseURL };
  const before = arrived.length;
  const begin = performance.now();
  const child = spawn(process.execPath, [bin, "chat", "-p", "Go", "-m", "openai/m"], { cwd: home.project, env, stdio: "ignore" });
  await once(child, "close");
  const first = arrived[before];
  if (first === undefined) throw new Error("No request has arrived.");
  return { ms: first - begin, bytes: JSON.stringify(model.requests.at(-1)?.body).length };
}

try {
  for (let round = -1; round < runs; round += 1) {
    for (const one of kinds) {
      const { ms, bytes } = await run(one);
      one.bytes = bytes;
      if (round >= 0) one.times.push(ms);
    }
  }
} finally {
  await model.close();
  home.dispose();
}

console.log(`${"servers".padEnd(12)}  ${["least", "median", "bytes"].map((name) => name.padStart(8)).join("  ")}   ms until the request has arrived`);
for (const { name, times, bytes } of kinds) {
  const sorted = times.toSorted((a, b) => a - b);
  const [least = 0, median = 0] = [sorted[0], sorted[Math.floor(sorted.length / 2)]];
  console.log(`${name.padEnd(12)}  ${least.toFixed(0).padStart(8)}  ${median.toFixed(0).padStart(8)}  ${String(bytes).padStart(8)}`);
}
for (const amount of [200, 10_000]) {
  const tools = toolsOf(amount);
  const each = Array.from({ length: 9 }, () => {
    const begin = performance.now();
    searchTools(tools, "things changed since 17");
    return performance.now() - begin;
  });
  console.log(`search over ${amount} tools: ${(each.toSorted((a, b) => a - b)[4] ?? 0).toFixed(1)} ms`);
}
