import { Args as OclifArgs, Flags as OclifFlags } from "@oclif/core";
import { withValueType } from "./value-type.ts";

/** oclif's flags. Those whose value is not a string remember what it is, for the JSON Schema of a command's input. */
export const Flags: typeof OclifFlags = {
  ...OclifFlags,
  integer: withValueType("integer", OclifFlags.integer),
  url: withValueType("uri", OclifFlags.url),
};

/** oclif's positional arguments; see `Flags`. */
export const Args: typeof OclifArgs = {
  ...OclifArgs,
  boolean: withValueType("boolean", OclifArgs.boolean),
  integer: withValueType("integer", OclifArgs.integer),
  url: withValueType("uri", OclifArgs.url),
};
