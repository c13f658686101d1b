/**
 * Prints two tables. What a request costs in a warm process beside a bare node:https request with the same body, on
 * loopback with TLS and a connection that is kept: wall time to the last byte, each row in turn, in this run. And what a
 * stream of many tokens leaves in memory behind it, sampled after a collection of garbage.
 *   node --conditions=ainative-source bench/request-overhead.ts [ROUNDS] [TOKENS]
 */
import { Agent, createServer, request } from "node:https";
import type { IncomingMessage, Server } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { FetchResponse, Host, HostFetch, Message, ProviderRequest } from "@ainative-code/sdk";
import { inMemoryHost } from "@ainative-code/test-kit";
import openai from "../plugins/openai/src/provider.ts";
import { systemClock } from "../src/app/clock.ts";
import { hostRule } from "../src/core/plugins/rights.ts";
import { circuitBreaking, newCircuit } from "../src/core/providers/circuit-breaker.ts";
import { fallingBack } from "../src/core/providers/fallback.ts";
import { idleWatched } from "../src/core/providers/idle-watch.ts";
import type { ModelStream } from "../src/core/providers/model-stream.ts";
import { retrying } from "../src/core/providers/retry.ts";
import { singleAttempt } from "../src/core/providers/single-attempt.ts";
import { newThrottle, throttled } from "../src/core/providers/throttle.ts";
import { caching } from "../src/core/response-cache/caching-stream.ts";
import { createConnections } from "../src/infra/http/connections.ts";
import { createFetch } from "../src/infra/http/create-fetch.ts";
import { makeCertificates } from "../test/infra/http/certificates.ts";

const rounds = Number(process.argv[2] ?? 300);
const tokens = Number(process.argv[3] ?? 1_000_000);
const model = { provider: "openai", model: "m" };

const piece = (delta: object, finish: string | null): string =>
  `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "m", choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
const answer = Buffer.from(`${piece({ role: "assistant", content: "Hello" }, null)}${piece({}, "stop")}data: [DONE]\n\n`);

/** A conversation of about 60 KB. */
const messages: readonly Message[] = Array.from({ length: 41 }, (_, index) => ({
  id: String(index),
  role: "user",
  createdAt: "2026-01-01T00:00:00Z",
  parts: [{ type: "text", text: `line ${index} `.repeat(160) }],
}));

const asked = (): ProviderRequest => ({ model: "m", system: ["Be brief."], messages, tools: [], signal: new AbortController().signal });

function hostWith(fetch: HostFetch, baseURL: string): Host {
  return inMemoryHost({ config: { baseURL, api: "chat" }, secrets: { apiKey: "k" }, fetch });
}

/** All laws of the host for one model. */
function underLaws(host: Host): ModelStream {
  const watched = idleWatched(singleAttempt(openai, host), systemClock, { idleMs: 600_000 });
  return circuitBreaking(throttled(retrying(watched, systemClock), systemClock, newThrottle()), systemClock, newCircuit());
}

/** With a cache that never has the answer, and a model to fall back to. */
function withAll(host: Host): ModelStream {
  const store = { get: () => undefined, put: () => undefined };
  const cache = { store, flights: new Map(), anyTemperature: true, maxLength: 1_000_000, onProblem: () => undefined };
  const cached = caching(underLaws(host), { provider: "openai", settings: host.config }, cache);
  return fallingBack([{ model, open: async () => cached }, { model: { ...model, model: "n" }, open: async () => cached }]);
}

async function drained(events: AsyncIterable<{ readonly type: string }>): Promise<void> {
  let last = "";
  for await (const { type } of events) last = type;
  if (last !== "finish") throw new Error(`the answer ended with ${last}`);
}

async function serve(bodies: Buffer[]): Promise<{ readonly server: Server; readonly port: number; readonly ca: string }> {
  const { good, authority } = makeCertificates();
  const server = createServer(good, (incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk)).on("end", () => {
      bodies[0] ??= Buffer.concat(chunks);
      response.writeHead(200, { "content-type": "text/event-stream" }).end(answer);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return { server, port: typeof address === "object" && address !== null ? address.port : 0, ca: authority };
}

async function bare(agent: Agent, url: URL, body: Buffer): Promise<void> {
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": body.length, authorization: "Bearer k" };
    request(url, { method: "POST", agent, headers }, resolve).on("error", reject).end(body);
  });
  let bytes = 0;
  for await (const chunk of incoming) if (chunk instanceof Uint8Array) bytes += chunk.length;
  if (bytes !== answer.length) throw new Error("the answer is not whole");
}

async function requests(): Promise<void> {
  const bodies: Buffer[] = [];
  const { server, port, ca } = await serve(bodies);
  const origin = `https://localhost:${port}/v1`;
  const quiet = (): void => undefined;
  const log = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };
  const connections = createConnections({ ca });
  const fetch = createFetch({
    plugin: "bench",
    rule: hostRule({ hosts: ["localhost:*"], settings: {} }),
    connections,
    userAgent: "bench",
    log,
    clock: systemClock,
  });
  const host = hostWith(fetch, origin);
  await drained(openai.stream(asked(), host));
  const body = bodies[0] ?? Buffer.alloc(0);
  const agent = new Agent({ keepAlive: true, ca });
  const url = new URL(`${origin}/chat/completions`);
  const [laws, all] = [underLaws(host), withAll(host)];
  const rows: readonly (readonly [string, () => Promise<void>])[] = [
    ["bare node:https", async () => bare(agent, url, body)],
    ["host.fetch", async () => void (await (await fetch(url.href, { method: "POST", body, headers: { authorization: "Bearer k" } })).text())],
    ["provider", async () => drained(openai.stream(asked(), host))],
    ["provider, all laws", async () => drained(laws(asked()))],
    ["the same, cache and fallback", async () => drained(all(asked()))],
  ];
  const times = rows.map((): number[] => []);
  for (let round = -50; round < rounds; round += 1) {
    for (const [index, [, run]] of rows.entries()) {
      const from = performance.now();
      await run();
      if (round >= 0) times[index]?.push(performance.now() - from);
    }
  }
  agent.destroy();
  connections.close();
  server.close();
  console.log(`Node ${process.version}; body ${body.length} bytes; ${rounds} rounds after 50 to warm up; milliseconds`);
  console.log(`${"".padEnd(32)}${"median".padStart(8)}${"p90".padStart(8)}${"added".padStart(8)}`);
  const reference = quantile(times[0] ?? [], 0.5);
  for (const [index, [name]] of rows.entries()) {
    const of = times[index] ?? [];
    const cells = [quantile(of, 0.5), quantile(of, 0.9), quantile(of, 0.5) - reference].map((value) => value.toFixed(2).padStart(8));
    console.log(name.padEnd(32) + cells.join(""));
  }
}

function quantile(values: readonly number[], part: number): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length * part)] ?? Number.NaN;
}

/** Sixteen tokens in a chunk, made as they are asked for. */
async function* longAnswer(): AsyncGenerator<Uint8Array> {
  const chunk = Buffer.from(Array.from({ length: 16 }, (_, index) => piece({ content: `token${index} ` }, null)).join(""));
  for (let count = 0; count < tokens; count += 16) yield chunk;
  yield Buffer.from(`${piece({}, "stop")}data: [DONE]\n\n`);
}

async function memory(): Promise<void> {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  const heapMiB = (): number => {
    if (typeof collect === "function") Reflect.apply(collect, undefined, []);
    return process.memoryUsage().heapUsed / 2 ** 20;
  };
  const response: FetchResponse = {
    status: 200,
    ok: true,
    url: "",
    headers: { "content-type": "text/event-stream" },
    get body() {
      return longAnswer();
    },
    text: async () => "",
    json: async () => undefined,
  };
  const host = hostWith(async () => response, "http://127.0.0.1/v1");
  console.log(`\n${tokens} tokens of one stream; heap in MiB after a collection at each tenth`);
  const rows = [["provider", singleAttempt(openai, host)], ["all laws", underLaws(host)], ["cache and fallback", withAll(host)]] as const;
  for (const [name, stream] of rows) {
    const heaps: number[] = [];
    let count = 0;
    const cpu = process.cpuUsage();
    for await (const { type } of stream(asked())) {
      if (type === "text-delta") count += 1;
      if (count % Math.floor(tokens / 10) === 0 && heaps.length < count / Math.floor(tokens / 10)) heaps.push(heapMiB());
    }
    const { user, system } = process.cpuUsage(cpu);
    if (count < tokens) throw new Error(`only ${count} tokens came`);
    const growth = ((heaps.at(-1) ?? 0) - (heaps[0] ?? 0)).toFixed(2);
    console.log(`${name.padEnd(20)} first ${(heaps[0] ?? 0).toFixed(1)}  last ${(heaps.at(-1) ?? 0).toFixed(1)}  grown ${growth}  CPU us/token ${((user + system) / count).toFixed(2)}`);
  }
}

await requests();
await memory();
