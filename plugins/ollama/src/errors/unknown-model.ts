import { AinError, isAinError } from "@ainative-code/sdk";
import { installedNames } from "../facts/installed-names.ts";
import type { Server } from "../server.ts";
import { isCloud } from "../server.ts";
import { closestNames } from "./closest-names.ts";

/** A model the server does not have: how to get it, and which of those it has may be meant. */
export async function unknownModel(error: AinError, server: Server, model: string, signal: AbortSignal): Promise<AinError> {
  const names = await installedNames(server, signal).catch((thrown: unknown) => {
    if (isAinError(thrown) && thrown.code === "cancelled") throw thrown;
    return [];
  });
  const close = closestNames(model, names);
  const { requestId, status, vendorCode, details } = error;
  const place = isCloud(server.url) ? "Ollama's cloud does not have" : "Ollama does not have";
  return new AinError("unknown-model", `${place} the model ${model}.`, {
    actions: [
      ...(isCloud(server.url) ? [] : [`Get it: ollama pull ${model}`]),
      ...(close.length === 0 ? [] : [`Or use one that is there: ${close.map((name) => `-m ollama/${name}`).join(", ")}`]),
      ...(names.length > close.length ? ["See all: ainative-code models list ollama"] : []),
    ],
    requestId,
    status,
    vendorCode,
    details,
    cause: error,
  });
}
