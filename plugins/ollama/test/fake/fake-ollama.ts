import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { answerChat } from "./answer-chat.ts";
import type { FakeBody, FakeModel } from "./fake-model.ts";
import { json, modelNamed, type FakeOptions, type FakeState } from "./fake-state.ts";

export interface FakeOllama extends FakeState, AsyncDisposable {
  readonly url: string;
  /** As OLLAMA_HOST holds it. */
  readonly host: string;
}

/** A server on loopback that speaks the part of Ollama's API the provider uses, and keeps its laws of loading. */
export async function startFakeOllama(options: FakeOptions): Promise<FakeOllama> {
  const state: FakeState = { options, loaded: new Map(), chats: [], loads: [], asked: [] };
  const server = createServer((request, response) => {
    answer(state, request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const host = `127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  return {
    ...state,
    host,
    url: `http://${host}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

async function answer(state: FakeState, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = `${request.method ?? ""} ${request.url ?? ""}`;
  state.asked.push(path);
  const body = JSON.parse((await text(request)) || "{}") as FakeBody;
  const { key } = state.options;
  if (key !== undefined && request.headers.authorization !== `Bearer ${key}`) {
    json(response, 401, { error: "unauthorized", signin_url: "https://ollama.com/connect?name=fake" });
    return;
  }
  switch (path) {
    case "GET /api/version":
      return json(response, 200, { version: "0.12.0" });
    case "GET /api/tags":
      return json(response, 200, { models: state.options.models.map((model) => listed(model, state.options)) });
    case "GET /api/ps":
      return json(response, 200, { models: [...state.loaded].map(([name, { window }]) => running(name, window, state.options)) });
    case "POST /api/show":
      return show(state, body.model, response);
    case "POST /api/chat":
      return answerChat(state, body, response);
    default:
      return json(response, 404, { error: `no route ${path}` });
  }
}

function listed(model: FakeModel, { tellsInList: told = true }: FakeOptions): unknown {
  const { name, capabilities = ["completion", "tools"], contextLength = 131_072, family = "llama" } = model;
  const details = { family, ...(told ? { context_length: contextLength } : {}) };
  return { name, model: name, details, ...(told ? { capabilities } : {}) };
}

function running(name: string, window: number, { tellsLoaded = true }: FakeOptions): unknown {
  return { name, model: name, size: 1, ...(tellsLoaded ? { context_length: window } : {}) };
}

function show(state: FakeState, name: string, response: ServerResponse): void {
  const model = modelNamed(state, name);
  if (model === undefined) return json(response, 404, { error: `model '${name}' not found` });
  const { family = "llama", contextLength = 131_072, parameters, details } = model;
  const capabilities = "capabilities" in model ? model.capabilities : ["completion", "tools"];
  json(response, 200, {
    details: { family, ...details },
    model_info: { "general.architecture": family, [`${family}.context_length`]: contextLength },
    ...(capabilities === undefined || state.options.tellsShow === false ? {} : { capabilities }),
    ...(parameters === undefined ? {} : { parameters }),
  });
}
