import type { ToolChoice, ToolDeclaration } from "@ainative-code/sdk";
import { isObject } from "@ainative-code/provider-kit";
import type { WireCallingConfig, WireTool } from "../wire.ts";
import { wireSchemaOf } from "./schema.ts";
import { wireNameOf } from "./tool-names.ts";

type Declaration = WireTool["functionDeclarations"][number];

/** All tools in one list, as the model is told about them. */
export function toolsOf(tools: readonly ToolDeclaration[]): readonly WireTool[] {
  return tools.length === 0 ? [] : [{ functionDeclarations: tools.map(declarationOf) }];
}

/** A tool that takes nothing has no schema: one of an object without properties is refused by some models. */
function declarationOf({ name, description, input }: ToolDeclaration): Declaration {
  const { properties, additionalProperties } = input;
  const takesNothing =
    (properties === undefined || (isObject(properties) && Object.keys(properties).length === 0)) &&
    (additionalProperties === undefined || typeof additionalProperties === "boolean") &&
    !["$ref", "anyOf", "oneOf", "allOf", "patternProperties"].some((keyword) => keyword in input);
  return {
    name: wireNameOf(name),
    ...(description === "" ? {} : { description }),
    ...(takesNothing ? {} : { parametersJsonSchema: { type: "object", ...wireSchemaOf(input) } }),
  };
}

export function callingConfigOf(choice: ToolChoice): WireCallingConfig {
  if (typeof choice !== "string") return { mode: "ANY", allowedFunctionNames: [wireNameOf(choice.tool)] };
  return { mode: choice === "required" ? "ANY" : choice === "none" ? "NONE" : "AUTO" };
}
