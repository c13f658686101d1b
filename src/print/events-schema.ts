import type { JsonSchema } from "@ainative-code/sdk";
import { definitions } from "./events/definitions.ts";
import { inputLines } from "./events/input-lines.ts";
import { outputLines } from "./events/output-lines.ts";
import { oneOf, ref } from "./events/shape.ts";

/** One line of the output; what the input takes is `#/$defs/input`. */
export const eventsSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Events of ainative-code: a line of --output-format stream-json",
  anyOf: Object.keys(outputLines).map((name) => ref(`output-${name}`)),
  $defs: {
    ...definitions,
    ...named("output", outputLines),
    ...named("input", inputLines),
    input: oneOf(...Object.keys(inputLines).map((name) => ref(`input-${name}`))),
  },
};

function named(stream: string, lines: Readonly<Record<string, JsonSchema>>): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(Object.entries(lines).map(([name, schema]) => [`${stream}-${name}`, schema]));
}
