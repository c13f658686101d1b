import { efforts } from "@ainative-code/sdk";

/** Settings of a conversation with a model. */
export const chatSchema = {
  title: "Chat",
  type: "object",
  additionalProperties: false,
  properties: {
    maxTurns: {
      title: "Turn limit",
      description: "Requests to the model that one prompt may lead to.",
      type: "integer",
      minimum: 1,
      default: 100,
    },
    loopLimit: {
      title: "Circles",
      description:
        "Rounds of the same calls with the same results after which the model is told so; five times as many stop it. 0 for never.",
      type: "integer",
      minimum: 0,
      default: 5,
    },
    maxOutputTokens: {
      title: "Answer limit",
      description: "Tokens of one answer. The provider's own limit where it is not set.",
      type: "integer",
      minimum: 1,
    },
    effort: {
      title: "Effort",
      description: "How hard a model thinks before it answers. Its own way where it is not set.",
      type: "string",
      enum: efforts,
    },
    fallbackModels: {
      title: "Fallback models",
      description: "Models, as `provider/model`, that are asked in this order where the chosen one can't answer.",
      type: "array",
      items: { type: "string", pattern: "^[^/\\s]+/\\S+$" },
      default: [],
      examples: [["openai/gpt-5"]],
    },
    idleTimeoutSeconds: {
      title: "Silence limit",
      description: "Seconds without a word of the answer after which a request is given up and made again.",
      type: "integer",
      minimum: 1,
      default: 600,
    },
    autoCompact: {
      title: "Compaction",
      description:
        "The part of what the model reads, from 0 to 1, at which a conversation is summed up before the next prompt; 0 leaves that to you.",
      type: "number",
      minimum: 0,
      maximum: 1,
      default: 0.85,
    },
    timeoutSeconds: {
      title: "Time limit",
      description: "Seconds for all that one prompt leads to, tools and questions included. No limit where it is not set.",
      type: "integer",
      minimum: 1,
    },
  },
} as const;
