import { AinError, type Effort, type Host, type ModelInfo } from "@ainative-code/sdk";
import { httpErrorOf, isObject, type JsonObject } from "@ainative-code/provider-kit";
import { nameOf, tagsIn } from "./facts/installed-names.ts";
import { modelFactsOf, type ModelFacts } from "./facts/model-facts.ts";
import { serverOf, type Server } from "./server.ts";
import { settingsOf } from "./settings.ts";

/** How many models the server is asked about at a time, where its list does not tell enough. */
const atATime = 4;

/** The models on the server that answer; embedding models are left out. */
export async function models(host: Host, signal: AbortSignal): Promise<readonly ModelInfo[]> {
  const settings = settingsOf(host.config);
  const server = await serverOf(host, settings);
  const entries = await entriesOf(server, signal);
  const listed: (ModelInfo | undefined)[] = [];
  for (let from = 0; from < entries.length; from += atATime) {
    const some = entries.slice(from, from + atATime);
    listed.push(...(await Promise.all(some.map((entry) => infoOf(entry, server, signal, settings.contextLength)))));
  }
  return listed.filter((info) => info !== undefined).toSorted((a, b) => a.id.localeCompare(b.id, "en"));
}

async function entriesOf(server: Server, signal: AbortSignal): Promise<readonly JsonObject[]> {
  const response = await server.fetch("/api/tags", { signal });
  if (!response.ok) throw await httpErrorOf(response, server.errors);
  const answer = await response.json().catch(() => undefined);
  if (isObject(answer) && Array.isArray(answer["models"])) return tagsIn(answer);
  throw new AinError("protocol", `${new URL(server.url).host} sent no list of models: it is no Ollama server.`, {
    retryable: false,
    actions: ["Check OLLAMA_HOST, and that the server there is Ollama: ollama list"],
  });
}

async function infoOf(
  entry: JsonObject,
  server: Server,
  signal: AbortSignal,
  most: number | undefined,
): Promise<ModelInfo | undefined> {
  const id = nameOf(entry);
  if (id === undefined) return undefined;
  const listed = modelFactsOf(id, entry);
  const isTold = listed.completes !== undefined && listed.contextLength !== undefined;
  const facts = isTold ? listed : modelFactsOf(id, await server.ask("/api/show", { body: { model: id }, signal }));
  if (facts.completes === false) return undefined;
  const length = facts.contextLength ?? listed.contextLength;
  const maxInput = length === undefined ? most : Math.min(length, most ?? length);
  return { id, ...(maxInput === undefined ? {} : { maxInput }), capabilities: capabilitiesOf(facts) };
}

function capabilitiesOf(facts: ModelFacts): NonNullable<ModelInfo["capabilities"]> {
  return {
    tools: facts.tools,
    forcedTool: false,
    strictTools: false,
    toolStreaming: false,
    imageIn: facts.vision,
    pdfIn: false,
    structuredOutput: true,
    ...(facts.thinking === true ? { thinking: { levels: levelsOf(facts), canDisable: !facts.alwaysThinks, budget: false } } : {}),
    temperature: true,
    topP: true,
    topK: true,
    promptCache: { kind: "auto" },
    citations: false,
    tokenCount: false,
  };
}

function levelsOf({ alwaysThinks, thinksInLevels }: ModelFacts): readonly Effort[] {
  if (alwaysThinks) return ["low", "medium", "high"];
  return thinksInLevels ? ["none", "low", "medium", "high", "max"] : ["none", "medium"];
}
