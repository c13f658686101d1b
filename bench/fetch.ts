/**
 * Prints one table: what `host.fetch` costs beside plain node:http and the global fetch, on loopback, in this run.
 *   node --conditions=ainative-source bench/fetch.ts
 * First byte: a fresh process imports its client, asks once and reports the time since it began to import.
 * Per event: CPU of a process that reads 20,000 server-sent events, each a chunk of its own, less that of one reading none.
 * There are two rows of plain node:http, because `import("node:http")` also loads undici (its WebSocket is an export).
 */
import { execFile } from "node:child_process";
import type * as Http from "node:http";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const events = 20_000;
const rounds = Number(process.argv[2] ?? 9);
const clients = ["node:http, imported", "node:http, builtin", "host.fetch", "global fetch"] as const;
type Client = (typeof clients)[number];

interface Sample {
  /** Milliseconds from before the import of the client to the first byte of the body. */
  readonly firstByteMs: number;
  /** Microseconds of CPU from before the import to the end of the body. */
  readonly cpuUs: number;
  readonly bytes: number;
  readonly peakMiB: number;
}

const event = Buffer.from(`data: {"choices":[{"index":0,"delta":{"content":" token"}}],"created":1790000000,"model":"m"}\n\n`);

async function serve(): Promise<{ readonly server: Http.Server; readonly base: string }> {
  const server = process.getBuiltinModule("node:http").createServer((request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    let left = Number(request.url?.slice(1));
    const more = (): void => {
      response.cork();
      for (let burst = 0; burst < 200 && left > 0; burst++, left--) response.write(event);
      response.uncork();
      if (left === 0) response.end(event);
      else if (response.writableNeedDrain) response.once("drain", more);
      else setImmediate(more);
    };
    more();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  return { server, base: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}` };
}

const readers: Readonly<Record<Client, (url: string, onBytes: (count: number) => void) => Promise<void>>> = {
  "node:http, imported": async (url, onBytes) => plainly((await import("node:http")).default, url, onBytes),
  "node:http, builtin": async (url, onBytes) => plainly(process.getBuiltinModule("node:http"), url, onBytes),
  "host.fetch": async (url, onBytes) => {
    const [{ createConnections }, { createFetch }, { hostRule }] = await Promise.all([
      import("../src/infra/http/connections.ts"),
      import("../src/infra/http/create-fetch.ts"),
      import("../src/core/plugins/rights.ts"),
    ]);
    const quiet = (): void => {};
    const log = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };
    const rule = hostRule({ hosts: ["127.0.0.1:*"], settings: {} });
    const clock = { now: Date.now, sleep: async (): Promise<void> => {} };
    const hostFetch = createFetch({ plugin: "bench", rule, connections: createConnections(), userAgent: "bench", log, clock });
    const { body } = await hostFetch(url);
    for await (const chunk of body) onBytes(chunk.length);
  },
  "global fetch": async (url, onBytes) => {
    const body: AsyncIterable<Uint8Array> | null = (await fetch(url)).body;
    if (body !== null) for await (const chunk of body) onBytes(chunk.length);
  },
};

type PlainHttp = Pick<typeof Http, "Agent" | "request">;

async function plainly(http: PlainHttp, url: string, onBytes: (count: number) => void): Promise<void> {
  const agent = new http.Agent({ keepAlive: true });
  await new Promise<void>((resolve, reject) => {
    const request = http.request(url, { agent }, (response) => {
      response.on("data", (chunk: Buffer) => onBytes(chunk.length));
      response.on("end", resolve);
    });
    request.on("error", reject);
    request.end();
  });
}

async function read(client: Client, url: string): Promise<void> {
  const startedCpu = process.cpuUsage();
  const started = performance.now();
  let firstByteMs = 0;
  let bytes = 0;
  await readers[client](url, (count) => {
    if (bytes === 0) firstByteMs = performance.now() - started;
    bytes += count;
  });
  const { user, system } = process.cpuUsage(startedCpu);
  const sample: Sample = { firstByteMs, cpuUs: user + system, bytes, peakMiB: process.resourceUsage().maxRSS / 1024 };
  process.stdout.write(JSON.stringify(sample));
}

async function sample(client: Client, url: string): Promise<Sample> {
  const env = { ...process.env };
  delete env["NODE_EXTRA_CA_CERTS"];
  const script = process.env["AINATIVE_BENCH_SCRIPT"] ?? fileURLToPath(import.meta.url);
  const args = ["--conditions=ainative-source", script, "read", client, url];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  const parsed: unknown = JSON.parse(stdout);
  return parsed as Sample;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

async function main(): Promise<void> {
  const { server, base } = await serve();
  const samples = new Map<Client, { readonly one: Sample[]; readonly many: Sample[] }>(
    clients.map((client) => [client, { one: [], many: [] }]),
  );
  for (let round = 0; round < rounds; round++) {
    for (const [client, { one, many }] of samples) {
      one.push(await sample(client, `${base}/0`));
      many.push(await sample(client, `${base}/${events}`));
    }
  }
  server.close();
  console.log(`Node ${process.version}, ${rounds} rounds, medians (minima)`);
  console.log("client               first byte ms    CPU us per event    peak MiB");
  for (const [client, { one, many }] of samples) {
    const cold = one.map(({ firstByteMs }) => firstByteMs);
    const idle = median(one.map(({ cpuUs }) => cpuUs));
    const perEvent = many.map(({ cpuUs }) => (cpuUs - idle) / events);
    const peak = median(many.map(({ peakMiB }) => peakMiB));
    const pair = (values: readonly number[]): string => `${median(values).toFixed(2)} (${Math.min(...values).toFixed(2)})`;
    console.log([client.padEnd(20), pair(cold).padEnd(16), pair(perEvent).padEnd(19), peak.toFixed(0)].join(" "));
  }
}

const [mode, client, url] = process.argv.slice(2);
const known = clients.find((name) => name === client);
if (mode === "read" && known !== undefined && url !== undefined) await read(known, url);
else await main();
