import { AinError, type Host, type ProviderRequest } from "@ainative-code/sdk";
import { isObject, numberOr } from "@ainative-code/provider-kit";
import { authorizationOf } from "./auth/authorization.ts";
import { renewed } from "./auth/renewed.ts";
import { httpRefusal } from "./errors/bedrock-error.ts";
import { errorContextOf } from "./errors/error-context.ts";
import { rulesFor } from "./lessons.ts";
import { pathOfModel, runtimePlace } from "./place.ts";
import { converseRequestOf } from "./request/converse-request.ts";
import { settingsOf } from "./settings.ts";

/** The fields of a request that the vendor counts; it refuses the others. */
const counted = ["messages", "system", "toolConfig", "additionalModelRequestFields"];

/**
 * Tokens of the whole request, counted by the vendor, by the model behind an inference profile. Not every model can be
 * counted for.
 */
export async function countTokens(request: ProviderRequest, host: Host): Promise<number> {
  const settings = settingsOf(host.config);
  const place = runtimePlace(settings, request.model);
  const authorization = await authorizationOf(host, settings, place, request.signal);
  const rules = rulesFor(settings, place, request, host.notes);
  const fields = converseRequestOf(request, settings, rules).body;
  const known = counted.filter((name) => fields[name] !== undefined);
  const converse = Object.fromEntries(known.map((name) => [name, fields[name]] as const));
  const body = JSON.stringify({ input: { converse } });
  const model = settings.baseModels[request.model] ?? request.model.replace(profilePrefix, "");
  const url = `${place.url}${pathOfModel(model)}/count-tokens`;
  const headers = await authorization.headers({ method: "POST", url, body });
  const response = await host.fetch(url, { method: "POST", headers, body, signal: request.signal });
  const errors = errorContextOf(place, authorization.secrets, model);
  if (!response.ok) throw renewed(await httpRefusal(response, errors), authorization);
  const answer = await response.json();
  const count = isObject(answer) ? numberOr(answer["inputTokens"]) : undefined;
  if (count !== undefined) return count;
  throw new AinError("protocol", `${place.who} counted no tokens.`, { actions: ["Check plugins.bedrock.baseURL."] });
}

/** What an inference profile's id has before its model's; tokens are counted by model. */
const profilePrefix = /^(us-gov|us|eu|apac|jp|au|ca|sa|me|af|global)\.(?=[a-z0-9]+\.)/;
