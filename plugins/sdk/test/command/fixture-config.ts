import { Config } from "@ainative-code/sdk/oclif";
import { join } from "node:path";

/** The configuration of a CLI without a command of its own. */
export async function fixtureConfig(): Promise<Config> {
  process.env["OCLIF_DISABLE_ENGINE_WARNING"] = "1";
  return Config.load({ root: join(import.meta.dirname, "fixtures/cli") });
}
