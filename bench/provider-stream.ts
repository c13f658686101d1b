/**
 * Prints one table: CPU time per streamed token, from bytes in memory to events, without a network. The first row is the
 * least a program can do: cut lines and parse JSON.
 *   node --conditions=ainative-source bench/provider-stream.ts [ROUNDS]
 */
import type { FetchResponse, Host, Provider, ProviderRequest } from "@ainative-code/sdk";
import { SseParser } from "@ainative-code/provider-kit";
import { inMemoryHost } from "@ainative-code/test-kit";
import { FrameDecoder } from "../plugins/bedrock/src/frames/frame-decoder.ts";
import bedrock from "../plugins/bedrock/src/provider.ts";
import { framed } from "../plugins/bedrock/test/framing.ts";
import gemini from "../plugins/gemini/src/provider.ts";
import openai from "../plugins/openai/src/provider.ts";

const tokens = 20_000;
/** Events that arrive in one chunk, as a busy server writes them. */
const batch = 16;
const rounds = Number(process.argv[2] ?? 7);

function chatEvents(): readonly string[] {
  const fixed = `"id":"chatcmpl-1","object":"chat.completion.chunk","created":1790000000,"model":"m"`;
  const head = `data: {${fixed},"choices":[{"index":0,"delta":`;
  const piece = (delta: object, finish: string | null): string =>
    `${head}${JSON.stringify(delta)},"logprobs":null,"finish_reason":${JSON.stringify(finish)}}]}\n\n`;
  const all = Array.from({ length: tokens }, (_, index) => piece({ content: `token${index % 97} ` }, null));
  return [...all, piece({}, "stop"), "data: [DONE]\n\n"];
}

function responsesEvents(): readonly string[] {
  const event = (type: string, fields: object): string => `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;
  const place = { item_id: "msg_1", output_index: 0, content_index: 0 };
  const item = { id: "msg_1", type: "message", status: "completed", role: "assistant" };
  const all = Array.from({ length: tokens }, (_, index) =>
    event("response.output_text.delta", { sequence_number: index, ...place, delta: `token${index % 97} `, logprobs: [] }),
  );
  return [
    event("response.created", { response: { id: "resp_1", model: "m", status: "in_progress" } }),
    event("response.output_item.added", { output_index: 0, item: { ...item, content: [] } }),
    ...all,
    event("response.output_item.done", { output_index: 0, item: { ...item, content: [] } }),
    event("response.completed", { response: { id: "resp_1", model: "m", status: "completed", output: [] } }),
  ];
}

function geminiEvents(): readonly string[] {
  const piece = (index: number, text: string, more: object): string => {
    const usageMetadata = { promptTokenCount: 9, candidatesTokenCount: index, totalTokenCount: index + 9, thoughtsTokenCount: 302 };
    const candidate = { content: { parts: [{ text }], role: "model" }, ...more, index: 0 };
    return `data: ${JSON.stringify({ candidates: [candidate], usageMetadata, modelVersion: "m", responseId: "r-1" })}\r\n\r\n`;
  };
  const all = Array.from({ length: tokens }, (_, index) => piece(index, `token${index % 97} `, {}));
  return [...all, piece(tokens, "", { finishReason: "STOP" })];
}

/** Binary frames, each with the two checksums that the provider checks. */
function converseFrames(): readonly Uint8Array[] {
  const text = (index: number): object => ({ contentBlockDelta: { contentBlockIndex: 0, delta: { text: `token${index % 97} ` } } });
  const events = [
    { messageStart: { role: "assistant" } },
    ...Array.from({ length: tokens }, (_, index) => text(index)),
    { contentBlockStop: { contentBlockIndex: 0 } },
    { messageStop: { stopReason: "end_turn" } },
    { metadata: { usage: { inputTokens: 1, outputTokens: tokens, totalTokens: tokens + 1 }, metrics: { latencyMs: 1 } } },
  ];
  const frames = events.map((event) => framed(JSON.stringify(event)));
  return Array.from({ length: Math.ceil(frames.length / batch) }, (_, at) => Buffer.concat(frames.slice(at * batch, (at + 1) * batch)));
}

function chunked(events: readonly string[]): readonly Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let from = 0; from < events.length; from += batch) chunks.push(Buffer.from(events.slice(from, from + batch).join("")));
  return chunks;
}

async function* bytes(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield chunk;
}

async function leastWork(chunks: readonly Uint8Array[]): Promise<number> {
  let count = 0;
  let rest = "";
  const decoder = new TextDecoder();
  for await (const chunk of bytes(chunks)) {
    rest += decoder.decode(chunk, { stream: true });
    let from = 0;
    for (let end = rest.indexOf("\n"); end !== -1; end = rest.indexOf("\n", from)) {
      if (rest.startsWith("data: {", from)) {
        JSON.parse(rest.slice(from + 6, end));
        count += 1;
      }
      from = end + 1;
    }
    rest = rest.slice(from);
  }
  return count;
}

async function parserAlone(chunks: readonly Uint8Array[]): Promise<number> {
  let count = 0;
  const parser = new SseParser(() => {
    count += 1;
  });
  for await (const chunk of bytes(chunks)) parser.push(chunk);
  return count;
}

async function framesAlone(chunks: readonly Uint8Array[]): Promise<number> {
  let count = 0;
  const decoder = new FrameDecoder(() => {
    count += 1;
  });
  for await (const chunk of bytes(chunks)) decoder.push(chunk);
  return count;
}

interface Asked {
  readonly provider: Provider;
  readonly config: Readonly<Record<string, unknown>>;
}

const base = "http://127.0.0.1";
const openAiBy = (api: string): Asked => ({ provider: openai, config: { baseURL: `${base}/v1`, api } });

async function provider(chunks: readonly Uint8Array[], asked: Asked): Promise<number> {
  const response = (): FetchResponse => ({
    status: 200,
    ok: true,
    url: "",
    headers: { "content-type": "text/event-stream" },
    body: bytes(chunks),
    text: () => Promise.resolve(""),
    json: () => Promise.resolve(undefined),
  });
  const host: Host = inMemoryHost({
    config: asked.config,
    secrets: { apiKey: undefined, secretAccessKey: undefined, sessionToken: undefined },
    fetch: () => Promise.resolve(response()),
  });
  const request: ProviderRequest = { model: "m", system: [], messages: [], tools: [], signal: new AbortController().signal };
  let count = 0;
  for await (const event of asked.provider.stream(request, host)) if (event.type === "text-delta") count += 1;
  return count;
}

const chat = chunked(chatEvents());
const responses = chunked(responsesEvents());
const contents = chunked(geminiEvents());
const frames = converseFrames();
const rows: readonly (readonly [string, () => Promise<number>])[] = [
  ["chat: lines and JSON.parse", () => leastWork(chat)],
  ["chat: SseParser alone", () => parserAlone(chat)],
  ["chat: provider", () => provider(chat, openAiBy("chat"))],
  ["responses: lines and JSON.parse", () => leastWork(responses)],
  ["responses: SseParser alone", () => parserAlone(responses)],
  ["responses: provider", () => provider(responses, openAiBy("responses"))],
  ["gemini: lines and JSON.parse", () => leastWork(contents)],
  ["gemini: SseParser alone", () => parserAlone(contents)],
  ["gemini: provider", () => provider(contents, { provider: gemini, config: { baseURL: base } })],
  ["bedrock: frames with checksums", () => framesAlone(frames)],
  ["bedrock: provider", () => provider(frames, { provider: bedrock, config: { baseURL: base, region: "us-east-1" } })],
];

async function cpuPerToken(run: () => Promise<number>): Promise<number> {
  const before = process.cpuUsage();
  const count = await run();
  const { user, system } = process.cpuUsage(before);
  if (count < tokens) throw new Error(`only ${count} tokens came`);
  return (user + system) / tokens;
}

process.stdout.write(`CPU per token, us; ${tokens} tokens, ${batch} events per chunk, ${rounds} rounds\n`);
process.stdout.write(`${"".padEnd(34)}${"first".padStart(8)}${"median".padStart(8)}\n`);
for (const [name, run] of rows) {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await cpuPerToken(run));
  const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
  process.stdout.write(`${name.padEnd(34)}${(times[0] ?? Number.NaN).toFixed(2).padStart(8)}${median.toFixed(2).padStart(8)}\n`);
}
