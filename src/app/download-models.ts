import { join } from "node:path";
import { AinError, type FetchResponse, type ModelInfo } from "@ainative-code/sdk";
import { isRecord } from "../core/config/is-record.ts";
import { readApiList } from "../core/catalogue/read-api-list.ts";
import { readJsonFile } from "../infra/catalogue/read-json-file.ts";
import type { FreshModels } from "./catalogue.ts";
import type { Services } from "./services.ts";

/** Several times what the largest known list has. */
const maxBytes = 32 * 1024 * 1024;

const limitMs = 60_000;

/**
 * What a list on the net says of the models of these providers. Throws what the fetch throws, and `protocol` where the
 * answer is no such list; nothing of it is used then.
 */
export async function downloadModels(
  services: Services,
  url: string,
  providers: readonly string[],
  signal: AbortSignal,
): Promise<FreshModels> {
  const fetch = await services.fetchFrom(url);
  const response = await fetch(url, { signal, maxBytes, timeoutMs: limitMs, retry: "idempotent" });
  if (!response.ok) throw refused(url, response);
  const list = jsonOf(await response.text());
  const told = providers.flatMap((id): [string, readonly ModelInfo[]][] => {
    const models = readApiList(list, namesOf(services, id));
    return models === undefined || models.length === 0 ? [] : [[id, models]];
  });
  if (told.length === 0) throw noList(`It tells of no model of ${providers.join(", ")}.`);
  return new Map(told);
}

/** The provider's id, and what its catalogue says that others call it. */
function namesOf({ contributions }: Services, provider: string): readonly string[] {
  const files = contributions.plugins.flatMap(({ facts, manifest }) =>
    (manifest.providers ?? []).flatMap(({ id, catalogue }) =>
      id === provider && catalogue !== undefined ? [join(facts.root, catalogue)] : [],
    ),
  );
  return [...files.flatMap(otherNames), provider];
}

function otherNames(file: string): readonly string[] {
  try {
    const value = readJsonFile(file);
    const names: unknown = isRecord(value) ? value["listedAs"] : undefined;
    return Array.isArray(names) ? names.filter((name) => typeof name === "string") : [];
  } catch {
    return [];
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw noList("It is not JSON.", thrown);
  }
}

function noList(reason: string, cause?: unknown): AinError {
  return new AinError("protocol", `What was downloaded is no list of models. ${reason}`, {
    actions: ["Check the address: ainative-code config get catalogue.url", "What was known before is still known"],
    retryable: false,
    cause,
  });
}

function refused(url: string, { status }: FetchResponse): AinError {
  const isTheirs = status >= 500;
  return new AinError(
    isTheirs ? "server" : "invalid-request",
    `The list of models can't be had: ${new URL(url).host} answered ${String(status)}.`,
    {
      actions: [isTheirs ? "Try again later" : "Check the address: ainative-code config get catalogue.url"],
      status,
    },
  );
}
