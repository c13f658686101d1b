import type { Endpoint } from "./endpoint.ts";
import type { Api, Settings } from "./settings.ts";

/** The deployment that answers for a model, and the wire format it is asked in. */
export interface Target {
  readonly deployment: string;
  readonly api: Api;
}

/** A model without a deployment of its own is that of the address, where it names one, else called as its deployment is. */
export function targetOf(settings: Settings, endpoint: Endpoint, model: string): Target {
  const own = settings.deployments.get(model);
  const chosen = settings.api === "auto" ? endpoint.api : settings.api;
  return {
    deployment: own?.name ?? endpoint.deployment ?? model,
    api: own?.api ?? chosen ?? (endpoint.classic === undefined ? "responses" : "chat"),
  };
}
