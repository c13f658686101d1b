import type { Interfaces } from "@ainative-code/sdk/oclif";
import { flagsAsTyped, withOptionalValues } from "../app/optional-values.ts";

/** oclif knows no flag with an optional value: what the user typed is rewritten before it is parsed. */
const preparse: Interfaces.Hook.Preparse = async ({ argv, options }) =>
  withOptionalValues(argv, flagsAsTyped(options.context?.id, options.flags ?? {}));

export default preparse;
