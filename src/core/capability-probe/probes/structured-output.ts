import { ask, userMessage } from "../ask.ts";
import { failureVerdict } from "../failure-verdict.ts";
import type { Probe } from "../probe.ts";
import { said } from "../said.ts";

const schema = {
  type: "object",
  properties: { city: { type: "string" }, bridges: { type: "integer" } },
  required: ["city", "bridges"],
  additionalProperties: false,
};

export const structuredOutputProbe: Probe = {
  name: "json",
  requests: 1,
  async run(context) {
    const message = userMessage(context, "Paris has 37 bridges.");
    const answer = await ask(context, {
      system: ["Put the facts you are told into the form asked for."],
      messages: [message],
      output: { name: "facts", schema },
    });
    if (answer.text === "") return failureVerdict(answer) ?? { works: "unknown", seen: "an answer without a word" };
    return fits(answer.text)
      ? { works: "yes", seen: "an object of the schema" }
      : (failureVerdict(answer) ?? { works: "no", seen: `no object of the schema: ${said(answer.text)}` });
  },
};

function fits(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return false;
    return (
      "city" in value &&
      typeof value.city === "string" &&
      "bridges" in value &&
      Number.isInteger(value.bridges) &&
      Object.keys(value).length === 2
    );
  } catch {
    return false;
  }
}
