import { AinError, type ProviderRequest } from "@ainative-code/sdk";
import { numberOr, objectOr } from "@ainative-code/provider-kit";
import type { Books } from "../books.ts";
import { placeOf } from "../place.ts";
import { loadedWindow } from "../facts/loaded-window.ts";
import type { ModelFacts } from "../facts/model-facts.ts";
import { isCloud, type Server } from "../server.ts";
import type { Settings } from "../settings.ts";
import { thinkingOf } from "../thinking.ts";
import { chooseWindow } from "../window/choose-window.ts";
import { estimateOf, type Estimate } from "../window/estimate.ts";
import { chatMessagesOf } from "./chat-messages.ts";
import type { Decided } from "./chat-request.ts";
import { offeredTools } from "./offered-tools.ts";

/** A request, decided: what is sent, and what to tell of it. */
export interface Prepared extends Decided {
  readonly facts: ModelFacts;
  readonly estimate: Estimate;
  /** The most that model, settings and server give. */
  readonly limit: number | undefined;
  readonly warnings: readonly string[];
}

interface Task {
  readonly request: ProviderRequest;
  readonly provider: string;
  readonly settings: Settings;
  readonly server: Server;
  readonly signal: AbortSignal;
  readonly books: Books;
}

/** Asks the server about the model, once, and decides. Throws `unsupported` for a model that answers nobody. */
export async function prepare(task: Task): Promise<Prepared> {
  const { request, provider, settings } = task;
  const { model, effort, maxOutputTokens } = request;
  const facts = await meet(task);
  if (facts.completes === false) throw notForChat(model);
  const { messages, left } = chatMessagesOf(request, { provider, vision: facts.vision, tools: facts.tools });
  const { tools, warnings } = offeredTools(request, facts);
  const { think, warning } = thinkingOf(model, facts, effort, settings.think);
  const state = task.books.windows.at(placeOf(settings.url, model));
  const estimate = estimateOf(messages, tools);
  const asked = numberOr(objectOr(request.options?.["options"])?.["num_ctx"]);
  const limit = smallest(asked, facts.contextLength, settings.contextLength, state.most);
  const floor = asked ?? facts.modelfileWindow;
  const thinks = think !== undefined && think !== false;
  const window = chooseWindow({ model, estimate, maxOutputTokens, thinks, limit, floor, state });
  task.books.windows.note(placeOf(settings.url, model), { sent: window, checked: state.checked && state.sent === window });
  const told = [...warnings, ...(warning === undefined ? [] : [warning]), ...(left === 0 ? [] : [leftWarning(model, left)])];
  return { messages, tools, think, window, facts, estimate, limit, warnings: told };
}

/** What is known of the model; at the first meeting also how large a window it is loaded with, to keep it where it may. */
async function meet({ request: { model }, settings, server, signal, books }: Task): Promise<ModelFacts> {
  const place = placeOf(settings.url, model);
  if (books.windows.has(place)) return await books.facts.of(server, model, signal);
  const [facts, loaded] = await Promise.all([
    books.facts.of(server, model, signal),
    isCloud(settings.url) ? undefined : loadedWindow(server, model, signal),
  ]);
  books.windows.note(place, { sent: loaded });
  return facts;
}

function smallest(...limits: readonly (number | undefined)[]): number | undefined {
  const known = limits.filter((limit) => limit !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

function leftWarning(model: string, left: number): string {
  return `${left} ${left === 1 ? "image or file is" : "images or files are"} not sent: ${model} can't take them.`;
}

function notForChat(model: string): AinError {
  return new AinError("unsupported", `${model} is no model for chat: it only makes embeddings.`, {
    actions: ["See which models answer: ainative-code models list", "Get one: ollama pull qwen3"],
  });
}
