/**
 * Prints one table: loading a configuration of about 200 lines and two plugins, bundled and with a
 * compile cache as in the product.
 *   node --conditions=ainative-source bench/config.ts [ROUNDS]
 * Each row is ROUNDS fresh processes; figures are medians in milliseconds. `import` is that of the bundle's entry, `load`
 * the first call of `loadConfig` with whatever it imports then, `again` the median of 200 later calls in that process.
 * A file in which something is written in an uncommon way is read by the library for all of YAML: the row with an escape.
 * Reference: reading and parsing the same values as JSON. The last row is the check of one tool's input, in microseconds.
 */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { parse } from "yaml";
import { checkSchema } from "../src/infra/schema/check-schema.ts";

const rounds = Number(process.argv[2] ?? 9);

const pluginSchema = {
  type: "object",
  properties: {
    apiKey: { type: "string", "x-secret": true },
    baseURL: { type: "string", format: "uri", default: "https://api.example.com/v1" },
    headers: { type: "object", additionalProperties: { type: "string" } },
  },
};

function userFile(): string {
  const rules = Array.from({ length: 80 }, (_, index) => `    - bash(tool-${String(index)} --flag *)`);
  const headers = (name: string): string[] => Array.from({ length: 51 }, (_, index) => `      X-${name}-${String(index)}: value ${String(index)}`);
  const lines = ["# Settings", "model: one/large", "", "permissions:", "  mode: ask", "  allow: # often used", ...rules, "  deny: [bash(sudo *)]"];
  const chat = ["chat:", "  maxTurns: 50", "  maxOutputTokens: 8000", "log: {level: warn}", "plugins:"];
  const section = (name: string): string[] => [`  ${name}:`, `    baseURL: https://${name}.example.com/v1`, "    headers:", ...headers(name)];
  return `${[...lines, ...chat, ...section("one"), ...section("two")].join("\n")}\n`;
}

interface Sample {
  readonly importMs: number;
  readonly loadMs: number;
  readonly againMs: number;
}

/** Runs in a fresh process, beside the bundle. */
function childSource(root: string, clearCache: boolean): string {
  return `
import { performance } from "node:perf_hooks";
import { rmSync } from "node:fs";
import { enableCompileCache } from "node:module";
enableCompileCache(${JSON.stringify(`${root}/compiled`)});
const start = performance.now();
const { loadConfig } = await import("./bundle/config.js");
const imported = performance.now();
const root = ${JSON.stringify(root)};
const schema = ${JSON.stringify(pluginSchema)};
const options = {
  environment: { env: {}, home: root + "/home", cwd: root + "/home/project" },
  folders: { config: root + "/config", cache: root + "/cache" },
  pluginSchemas: () => Promise.resolve({ one: { schema, plugin: "one" }, two: { schema, plugin: "two" } }),
};
const forget = () => ${clearCache ? 'rmSync(root + "/cache", { recursive: true, force: true })' : "undefined"};
const timed = async () => { forget(); const from = performance.now(); await loadConfig(options); return performance.now() - from; };
const loadMs = await timed();
const later = [];
for (let round = 0; round < ${clearCache ? "20" : "200"}; round += 1) later.push(await timed());
later.sort((a, b) => a - b);
console.log(JSON.stringify({ importMs: imported - start, loadMs, againMs: later[Math.floor(later.length / 2)] }));
`;
}

function referenceSource(root: string): string {
  return `
import { performance } from "node:perf_hooks";
import { readFileSync } from "node:fs";
const timed = () => { const from = performance.now(); JSON.parse(readFileSync(${JSON.stringify(`${root}/same.json`)}, "utf8")); return performance.now() - from; };
const loadMs = timed();
const later = Array.from({ length: 200 }, timed).sort((a, b) => a - b);
console.log(JSON.stringify({ importMs: 0, loadMs, againMs: later[100] }));
`;
}

const run = promisify(execFile);

async function measure(script: string): Promise<Sample> {
  const samples: Sample[] = [];
  await run(process.execPath, [script]);
  for (let round = 0; round < rounds; round += 1) {
    const { stdout } = await run(process.execPath, [script]);
    samples.push(JSON.parse(stdout) as Sample);
  }
  const middle = (pick: (sample: Sample) => number): number => median(samples.map(pick));
  return { importMs: middle((s) => s.importMs), loadMs: middle((s) => s.loadMs), againMs: middle((s) => s.againMs) };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function toolCheckUs(): number {
  const schema = {
    type: "object",
    properties: { path: { type: "string", minLength: 1 }, offset: { type: "integer", minimum: 1 }, limit: { type: "integer", minimum: 1 } },
    required: ["path"],
    additionalProperties: false,
  };
  const input = { path: "src/core/agent/agent.ts", offset: 10, limit: 200 };
  const calls = 20_000;
  for (let call = 0; call < calls; call += 1) checkSchema(schema, input);
  const from = performance.now();
  for (let call = 0; call < calls; call += 1) checkSchema(schema, input);
  return ((performance.now() - from) * 1000) / calls;
}

function row(name: string, { importMs, loadMs, againMs }: Sample): string {
  return [name.padEnd(36), ...[importMs, loadMs, againMs].map((ms) => ms.toFixed(3).padStart(9))].join(" ");
}

const root = mkdtempSync(join(tmpdir(), "bench-config-"));
try {
  mkdirSync(join(root, "home/project/.git"), { recursive: true });
  mkdirSync(join(root, "config"));
  const text = userFile();
  writeFileSync(join(root, "config/config.yaml"), text);
  writeFileSync(join(root, "same.json"), JSON.stringify(parse(text)));
  writeFileSync(join(root, "package.json"), '{"type":"module"}');
  const entry = fileURLToPath(new URL("../src/app/config.ts", import.meta.url));
  const sdk = fileURLToPath(new URL("../plugins/sdk/src/index.ts", import.meta.url));
  const banner = { js: 'import { createRequire } from "node:module";const require = createRequire(import.meta.url);' };
  const common = { bundle: true, splitting: true, format: "esm", platform: "node", target: "node22" } as const;
  await build({ ...common, entryPoints: [entry], outdir: join(root, "bundle"), minify: true, alias: { "@ainative-code/sdk": sdk }, banner });
  const script = (name: string, source: string): string => {
    writeFileSync(join(root, name), source);
    return join(root, name);
  };
  const cold = await measure(script("cold.js", childSource(root, true)));
  const warm = await measure(script("warm.js", childSource(root, false)));
  writeFileSync(join(root, "config/config.yaml"), text.replace("one/large", '"one\\u002Flarge"'));
  const unusual = await measure(script("cold.js", childSource(root, true)));
  const reference = await measure(script("reference.js", referenceSource(root)));
  console.log(`config of ${String(text.split("\n").length - 1)} lines     import      load     again  (ms)`);
  console.log(row("YAML read and checked, no cache", cold));
  console.log(row("the same with an escape in one value", unusual));
  console.log(row("from the cache", warm));
  console.log(row("JSON.parse of the same values", reference));
  console.log(`check of one tool input: ${toolCheckUs().toFixed(1)} us`);
} finally {
  rmSync(root, { recursive: true, force: true });
}
