import { AinError } from "@ainative-code/sdk";
import type { Services } from "./services.ts";

/**
 * The ids of the providers that plugins declare and the user has named, or the one asked for. No code of theirs is run.
 * Throws `unknown-model` where there is no such provider.
 */
export async function knownProviders(
  services: Pick<Services, "contributions" | "endpoints">,
  only?: string,
): Promise<readonly string[]> {
  const all = [...services.contributions.contributions, ...(await services.endpoints())].filter(
    ({ kind }) => kind === "provider",
  );
  const ids = [...new Set(all.map(({ id }) => id))];
  if (only === undefined) return ids;
  if (ids.includes(only)) return [only];
  throw new AinError("unknown-model", `No installed plugin brings the provider "${only}".`, {
    actions: [`Use one of these: ${ids.join(", ")}`],
  });
}
