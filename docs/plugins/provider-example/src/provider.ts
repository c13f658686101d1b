import type { Host, Part, Provider, ProviderRequest } from "@ainative-code/sdk";
import { AnswerWriter, httpErrorOf, isObject, NdjsonParser, pump, usageOfFresh } from "@ainative-code/provider-kit";
import type { OpenStream } from "@ainative-code/provider-kit";

export default {
  id: "parrot",
  models: () => Promise.resolve([{ id: "parrot-1", name: "Parrot" }]),
  stream: (request, host) => pump(request.signal, (signal) => open(request, host, signal)),
} satisfies Provider;

/** Asks, and says how the answer is read: lines of JSON, `{"say": "..."}` each, and `{"done": true, ...}` at the end. */
async function open(request: ProviderRequest, host: Host, signal: AbortSignal): Promise<OpenStream> {
  const key = (await host.secret("apiKey")) ?? "";
  const response = await host.fetch(`${String(host.config["baseURL"])}/talk`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify({ model: request.model, system: request.system, messages: messagesOf(request) }),
    signal,
  });
  if (!response.ok) throw await httpErrorOf(response, { who: "Parrot", secrets: [key] });
  const writer = new AnswerWriter();
  writer.start({ provider: "parrot", api: "talk", model: request.model });
  const parser = new NdjsonParser((line) => {
    if (!isObject(line)) return;
    if (typeof line["say"] === "string") writer.text(line["say"]);
    if (line["done"] !== true) return;
    const usage = usageOfFresh({ inputFresh: Number(line["heard"]), output: Number(line["said"]) });
    writer.finish({ stop: { reason: "stop" }, usage });
  });
  return { body: response.body, reader: { writer, push: (chunk) => parser.push(chunk), end: () => writer.interrupt() } };
}

function messagesOf({ messages }: ProviderRequest): readonly { readonly role: string; readonly text: string }[] {
  const textOf = (parts: readonly Part[]): string => parts.map((part) => (part.type === "text" ? part.text : "")).join("");
  return messages.map(({ role, parts }) => ({ role, text: textOf(parts) }));
}
