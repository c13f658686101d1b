import type { Config } from "@ainative-code/sdk/oclif";
import { services } from "../app/services.ts";

/** Sets the composition root of this process in place; it reads and opens nothing yet. */
export default async function init(options: { readonly config: Config }): Promise<void> {
  services(options.config);
}
