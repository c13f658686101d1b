import type { JsonSchema } from "@ainative-code/sdk";

/** How far work is handed on. A project's file can make it less, and never more. */
export const tasksSchema = {
  title: "Sub-agents",
  description: "Tasks that the model hands to sub-agents, each with a conversation of its own.",
  type: "object",
  additionalProperties: false,
  properties: {
    parallel: {
      title: "Side by side",
      description: "Sub-agents of one answer that run at the same time.",
      type: "integer",
      minimum: 1,
      maximum: 32,
      default: 4,
      "x-merge": "least",
    },
    depth: {
      title: "Depth",
      description: "How deep tasks may be nested: with 1 no sub-agent has sub-agents of its own, with 0 there are none at all.",
      type: "integer",
      minimum: 0,
      maximum: 5,
      default: 1,
      "x-merge": "least",
    },
    maxPerTurn: {
      title: "Number limit",
      description: "Sub-agents that one prompt may lead to, nested ones included.",
      type: "integer",
      minimum: 1,
      default: 20,
      "x-merge": "least",
    },
    maxTurns: {
      title: "Turn limit",
      description: "Requests to the model that one sub-agent may make.",
      type: "integer",
      minimum: 1,
      default: 50,
      "x-merge": "least",
    },
    maxUsd: {
      title: "Budget of a sub-agent",
      description: "US dollars for one sub-agent. What it spends counts against all other budgets as well.",
      type: "number",
      exclusiveMinimum: 0,
      examples: [0.5],
      "x-merge": "least",
    },
  },
} as const satisfies JsonSchema;
