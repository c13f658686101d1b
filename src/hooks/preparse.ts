import type { Interfaces } from "@ainative-code/sdk/oclif";
import { withOptionalValues } from "../app/optional-values.ts";

/** oclif knows no flag with an optional value: what the user typed is rewritten before it is parsed. */
const preparse: Interfaces.Hook.Preparse = async ({ argv, options }) => withOptionalValues(argv, options.flags ?? {});

export default preparse;
