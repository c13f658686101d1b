import { efforts, type JsonSchema } from "@ainative-code/sdk";

const tokens = { type: "integer", minimum: 1 } as const;
const dollars = { type: "number", minimum: 0 } as const;
const known = { type: "boolean" } as const;

/** US dollars per million tokens. */
const price = {
  type: "object",
  additionalProperties: false,
  required: ["input", "output"],
  properties: {
    input: dollars,
    output: dollars,
    cacheRead: dollars,
    cacheWrite: dollars,
    cacheWrite1h: dollars,
    inputTokensAbove: tokens,
  },
} as const;

const thinking = {
  type: "object",
  additionalProperties: false,
  properties: { levels: { type: "array", items: { type: "string", enum: efforts } }, canDisable: known, budget: known },
} as const;

const switches = [
  "tools",
  "parallelTools",
  "forcedTool",
  "strictTools",
  "toolStreaming",
  "imageIn",
  "pdfIn",
  "imagesInToolResult",
  "structuredOutput",
  "temperature",
  "topP",
  "topK",
  "systemMidConversation",
  "citations",
  "tokenCount",
];

/** What the user may say of one model. */
export const modelSchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    like: { type: "string", pattern: "^[^/\\s]+/\\S+$" },
    name: { type: "string", minLength: 1 },
    window: tokens,
    maxInput: tokens,
    maxOutput: tokens,
    prices: { type: "array", items: price },
    capabilities: {
      type: "object",
      additionalProperties: false,
      properties: { ...Object.fromEntries(switches.map((name) => [name, known])), thinking },
    },
  },
} as const satisfies JsonSchema;
