import type { Host, ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import {
  AnswerWriter,
  pump,
  requestIdOf,
  streamErrorOf,
  uniqueSeed,
  type OpenStream,
} from "@ainative-code/provider-kit";
import { CallIds } from "./answer/call-ids.ts";
import { ChatReader } from "./answer/chat-reader.ts";
import { explained, refusalOf } from "./errors/refusal.ts";
import { FactBook } from "./facts/fact-book.ts";
import { chatApi } from "./request/chat-messages.ts";
import { chatRequestOf } from "./request/chat-request.ts";
import { prepare } from "./request/prepare.ts";
import { serverOf } from "./server.ts";
import { settingsOf } from "./settings.ts";
import { windowCheck, type WindowCheck } from "./window/window-check.ts";
import { WindowBook } from "./window/window-book.ts";

const provider = "ollama";

/** Milliseconds: a large model is loaded for minutes, and a long prompt read for minutes more, without a byte. */
const patience = { headTimeoutMs: 900_000, idleTimeoutMs: 300_000 };

const books = { facts: new FactBook(), windows: new WindowBook() };

/** One answer. Its end waits for the check of the window that the server really gave. */
export async function* stream(request: ProviderRequest, host: Host): AsyncGenerator<StreamEvent, void, undefined> {
  let check: WindowCheck | undefined;
  const events = pump(request.signal, async (signal) => {
    const opened = await open(request, host, signal);
    check = opened.check;
    return opened;
  });
  for await (const event of events) yield event.type === "finish" && check !== undefined ? await check(event) : event;
}

interface Opened extends OpenStream {
  readonly check: WindowCheck;
}

async function open(request: ProviderRequest, host: Host, signal: AbortSignal): Promise<Opened> {
  const settings = settingsOf(host.config);
  const server = await serverOf(host, settings);
  const prepared = await prepare({ request, provider, settings, server, signal, books });
  const response = await server.fetch("/api/chat", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/x-ndjson" },
    body: JSON.stringify(chatRequestOf(request, prepared, settings)),
    signal,
    ...patience,
  });
  const sent = { server, request, prepared, signal, books };
  const error = await streamErrorOf(response, server.errors);
  if (error !== undefined) throw await refusalOf(error, sent);
  const requestId = requestIdOf(response.headers);
  const writer = new AnswerWriter();
  const origin = { provider, api: chatApi, model: request.model, ...(requestId === undefined ? {} : { requestId }) };
  writer.start(origin, prepared.warnings);
  const reader = new ChatReader({
    writer,
    errors: server.errors,
    explain: (failure) => explained(failure, sent),
    ids: new CallIds(request.messages, () => requestId ?? uniqueSeed()),
    thinks: prepared.facts.thinking === true,
  });
  return { body: response.body, reader, check: windowCheck({ ...sent, log: host.log }) };
}
