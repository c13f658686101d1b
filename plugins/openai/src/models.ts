import { AinError, type Host, type ModelInfo } from "@ainative-code/sdk";
import { filled, httpErrorOf, numberOr, objectOr, objectsOf, type JsonObject } from "@ainative-code/provider-kit";
import { apiKeyOf } from "./api-key.ts";
import { errorContextOf } from "./error-context.ts";
import { headersOf } from "./headers.ts";
import { settingName } from "./setting-name.ts";
import { isOfficial, settingsOf, whoOf, type Settings } from "./settings.ts";

/** The models the server lists, then those the user has named. */
export async function models(host: Host, signal: AbortSignal): Promise<readonly ModelInfo[]> {
  const settings = settingsOf(host);
  const listed = await listOf(host, settings, signal);
  const named = settings.models.filter((id) => !listed.some((model) => model.id === id));
  return [...listed, ...named.map((id) => ({ id }))];
}

async function listOf(host: Host, settings: Settings, signal: AbortSignal): Promise<readonly ModelInfo[]> {
  const key = await apiKeyOf(host, settings);
  const response = await host.fetch(`${settings.baseURL}/models`, { headers: headersOf(settings, key), signal });
  if (!response.ok) {
    if (response.status === 404 && settings.models.length > 0) return [];
    throw await httpErrorOf(response, errorContextOf(host, settings, key));
  }
  const entries = entriesOf(await response.json());
  if (entries === undefined) {
    throw new AinError("protocol", `${whoOf(settings)} sent no list of models.`, {
      actions: [`Check ${settingName(host, "baseURL")}.`],
    });
  }
  const answering = isOfficial(settings) ? entries.filter(({ id }) => !otherPurpose.test(id)) : entries;
  return answering.toSorted((a, b) => a.id.localeCompare(b.id, "en"));
}

/** Models of OpenAI's list that write no text: they embed, speak, listen, draw or judge. */
const otherPurpose = new RegExp(
  "^(text-embedding|text-moderation|omni-moderation|tts|whisper|dall-e|gpt-image|chatgpt-image|sora|babbage|davinci)" +
    "|-(tts|transcribe|realtime|audio|image)\\b",
);

/** `data`, as OpenAI has it; a bare list, or `models`, as some others do. */
function entriesOf(value: unknown): readonly ModelInfo[] | undefined {
  const list = Array.isArray(value) ? value : (objectOr(value)?.["data"] ?? objectOr(value)?.["models"]);
  return Array.isArray(list) ? objectsOf(list).flatMap(modelOf) : undefined;
}

/** OpenAI tells the id alone; the other fields are those of OpenRouter, Groq, vLLM, Mistral and LM Studio. */
function modelOf(entry: JsonObject): readonly ModelInfo[] {
  const id = filled(entry["id"]) ?? filled(entry["name"]);
  if (id === undefined) return [];
  const name = filled(entry["name"]);
  const maxInput =
    numberOr(entry["context_length"]) ??
    numberOr(entry["context_window"]) ??
    numberOr(entry["max_model_len"]) ??
    numberOr(entry["max_context_length"]);
  const endpoint = objectOr(entry["top_provider"]) ?? entry;
  const maxOutput = numberOr(endpoint["max_completion_tokens"]);
  return [
    {
      id,
      ...(name === undefined || name === id ? {} : { name }),
      ...(maxInput === undefined ? {} : { maxInput }),
      ...(maxOutput === undefined ? {} : { maxOutput }),
    },
  ];
}
