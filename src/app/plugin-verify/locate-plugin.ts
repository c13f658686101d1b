import { resolve } from "node:path";
import { AinError } from "@ainative-code/sdk";
import type { Config as OclifConfig } from "@ainative-code/sdk/oclif";
import { readPackage } from "../../infra/conformance/read-package.ts";
import type { ReadPackage } from "../../infra/conformance/read-package.ts";

/** The folder of a plugin, or an installed one by its name. Throws `invalid-input` where it is neither. */
export function locatePlugin(oclif: OclifConfig, cwd: string, given: string): ReadPackage {
  const installed = [...oclif.plugins.values()].find(({ name, alias }) => name === given || alias === given);
  const path = installed?.root ?? resolve(cwd, given);
  const found = readPackage(path);
  if (found !== undefined) return found;
  throw new AinError("invalid-input", `${given} is no folder, and no plugin of that name is installed.`, {
    actions: [
      "Name the folder of a plugin: ainative-code plugins verify ./my-plugin",
      "See what is installed: ainative-code plugins",
    ],
  });
}
