import { AinError } from "../error.ts";
import type { JsonSchema } from "../json-schema.ts";
import { type ArgShape, type CommandShape, type FlagShape, inputArgs, inputFlags } from "./command-shape.ts";
import { valueTypeOf } from "./value-type.ts";

/**
 * The JSON Schema of a command's input, a property for each flag and argument. Of an entry in a manifest it is what the
 * build wrote there. Throws `plugin` for a flag and an argument of one name.
 */
export function toolInputOf(command: CommandShape): JsonSchema {
  const written = writtenInput(command.tool);
  if (written !== undefined) return written;
  const flags = inputFlags(command);
  const args = inputArgs(command);
  const twice = args.find(([name]) => flags.some(([flag]) => flag === name));
  if (twice !== undefined) {
    throw new AinError("plugin", `The command ${command.id ?? ""} has a flag and an argument named "${twice[0]}".`, {
      actions: ["Rename one of them: as a tool of the model, a command has one set of names."],
    });
  }
  const inputs = [...args, ...flags];
  const required = inputs.filter(([, { required, default: preset }]) => required === true && preset === undefined);
  return {
    type: "object",
    properties: Object.fromEntries(inputs.map(([name, shape]) => [name, propertyOf(shape)])),
    ...(required.length === 0 ? {} : { required: required.map(([name]) => name) }),
    additionalProperties: false,
  };
}

function writtenInput(tool: unknown): JsonSchema | undefined {
  if (typeof tool !== "object" || tool === null || !("input" in tool)) return undefined;
  return typeof tool.input === "object" && tool.input !== null ? { ...tool.input } : undefined;
}

function propertyOf(shape: FlagShape | ArgShape): JsonSchema {
  const description = "summary" in shape && shape.summary !== undefined ? shape.summary : shape.description;
  const value = valueSchema(shape);
  return {
    ...(shape.multiple === true ? { type: "array", items: value } : value),
    ...(description === undefined ? {} : { description }),
    ...(isJson(shape.default) ? { default: shape.default } : {}),
  };
}

function valueSchema(shape: FlagShape | ArgShape): JsonSchema {
  if ("type" in shape && shape.type === "boolean") return { type: "boolean" };
  const options = shape.options === undefined ? {} : { enum: [...shape.options] };
  switch (valueTypeOf(shape)) {
    case "integer":
      return { type: "integer", ...numberIn(shape, "min", "minimum"), ...numberIn(shape, "max", "maximum") };
    case "boolean":
      return { type: "boolean" };
    case "uri":
      return { type: "string", format: "uri", ...options };
    default:
      return { type: "string", ...options };
  }
}

function numberIn(shape: object, name: "min" | "max", keyword: string): JsonSchema {
  const value: unknown = Reflect.get(shape, name);
  return typeof value === "number" ? { [keyword]: value } : {};
}

/** A default that is computed when the command runs is not told. */
function isJson(value: unknown): boolean {
  return ["string", "number", "boolean"].includes(typeof value) || (Array.isArray(value) && value.every(isJson));
}
