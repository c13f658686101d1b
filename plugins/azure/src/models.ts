import { AinError, type Host, type ModelInfo } from "@ainative-code/sdk";
import { endpointOf } from "./endpoint.ts";
import { settingsOf } from "./settings.ts";

/**
 * The deployments the user has named. Azure lists them by its management API alone, which takes other credentials and
 * rights than those for using them; what the resource itself lists are models that could be deployed. Throws
 * `not-configured`, with that reason, where none is named.
 */
export async function models(host: Host): Promise<readonly ModelInfo[]> {
  const settings = settingsOf(host.config);
  const { deployment } = endpointOf(settings);
  const named = [...settings.deployments.keys(), ...settings.models, ...(deployment === undefined ? [] : [deployment])];
  if (named.length > 0) return [...new Set(named)].map((id) => ({ id }));
  throw new AinError("not-configured", "Azure does not list deployments to those who use them, and the settings name none.", {
    actions: [
      "Name them: plugins.azure.deployments: {MODEL: DEPLOYMENT}, or plugins.azure.models: [DEPLOYMENT]",
      "Or ask for one as it is: -m azure/DEPLOYMENT",
    ],
  });
}
