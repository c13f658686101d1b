import type { JsonSchema } from "@ainative-code/sdk";
import { mcpSchema } from "../mcp/mcp-schema.ts";
import { tasksSchema } from "../agent/sub-agent-schema.ts";
import { chatSchema } from "./chat-schema.ts";
import { hooksSchema } from "../hooks/hooks-schema.ts";
import { modelSchema } from "./model-schema.ts";
import { sandboxSchema } from "../sandbox/sandbox-schema.ts";
import { checkpointsSchema } from "../checkpoints/checkpoints-schema.ts";
import { uiSchema } from "./ui-schema.ts";

/**
 * Every key of the config that the core reads. What it says beyond JSON Schema:
 * - `x-env`: variables of vendors that set the key, below its own `AINATIVE_CODE_*`;
 * - `x-secret`: its value is never shown, logged or cached; implies `x-user-only`;
 * - `x-user-only`: a project's file can't set it, or (a list) not to these values: a cloned repository must not be able
 *   to send keys elsewhere or to loosen permissions;
 * - `x-merge: "union"`: the lists of all layers are joined, so that no layer takes away what a lower one says;
 * - `x-needs-trust`: a project's file sets it only in a folder that is trusted, also where its lists are joined;
 * - `x-merge: "least"`: a project's file can only lower what the layers below it say, and never raise it.
 */
export const coreSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Configuration of ainative-code",
  type: "object",
  additionalProperties: false,
  properties: {
    model: {
      title: "Model",
      description: "The model that answers, as `provider/model`.",
      type: "string",
      pattern: "^[^/\\s]+/\\S+$",
      examples: ["openai/gpt-5"],
    },
    permissions: {
      title: "Permissions",
      type: "object",
      additionalProperties: false,
      properties: {
        mode: {
          title: "Permission mode",
          description:
            "What happens when a tool needs permission: `ask` you, `accept-edits` (files in the working folder are changed without asking), `plan` (nothing is changed), `bypass` (everything is allowed).",
          type: "string",
          enum: ["ask", "accept-edits", "plan", "bypass"],
          default: "ask",
          "x-user-only": ["accept-edits", "bypass"],
        },
        allow: {
          title: "Allowed without asking",
          description: "Rules such as `bash(git status*)` or `edit`.",
          type: "array",
          items: { type: "string", minLength: 1 },
          default: [],
          "x-user-only": true,
        },
        ask: {
          title: "Always asked about",
          description:
            "Rules in the same form, for what is asked about although a rule or the mode would let it through. Those of all layers hold together.",
          type: "array",
          items: { type: "string", minLength: 1 },
          default: [],
          "x-merge": "union",
        },
        deny: {
          title: "Always denied",
          description: "Rules in the same form. They win over every other rule, and those of all layers hold together.",
          type: "array",
          items: { type: "string", minLength: 1 },
          default: [],
          "x-merge": "union",
        },
      },
    },
    sandbox: sandboxSchema,
    checkpoints: checkpointsSchema,
    hooks: hooksSchema,
    chat: chatSchema,
    tasks: tasksSchema,
    responseCache: {
      title: "Response cache",
      type: "object",
      additionalProperties: false,
      properties: {
        mode: {
          title: "Where answers are kept",
          description:
            "Answers that are given again to a request that is the same in every respect: `off`, `memory` (for this run) or `sqlite` (a file in the cache folder, which holds them in the clear).",
          type: "string",
          enum: ["off", "memory", "sqlite"],
          default: "off",
        },
        anyTemperature: {
          title: "Every request",
          description: "Requests of every temperature, and not only those of temperature 0.",
          type: "boolean",
          default: false,
        },
        ttlSeconds: {
          title: "Age limit",
          description: "Seconds after which an answer is no longer given.",
          type: "integer",
          minimum: 1,
          default: 86400,
        },
        maxEntries: {
          title: "Number limit",
          description: "Answers that are kept; the ones not used for longest go first.",
          type: "integer",
          minimum: 1,
          default: 1000,
        },
        maxBytes: {
          title: "Size limit",
          description: "Bytes of all answers that are kept.",
          type: "integer",
          minimum: 1,
          default: 67108864,
        },
      },
    },
    budget: {
      title: "Budget",
      description: "What may be spent on models, in US dollars. A request that would go beyond it is not made.",
      type: "object",
      additionalProperties: false,
      properties: {
        turnUsd: {
          title: "Budget of a turn",
          description: "US dollars for what one prompt leads to.",
          type: "number",
          exclusiveMinimum: 0,
          examples: [0.5],
          "x-merge": "least",
        },
        sessionUsd: {
          title: "Budget of a session",
          description: "US dollars for one session, however often it is gone on with.",
          type: "number",
          exclusiveMinimum: 0,
          examples: [5],
          "x-merge": "least",
        },
        dayUsd: {
          title: "Budget of a day",
          description: "US dollars for one day, all sessions together, from midnight to midnight of local time.",
          type: "number",
          exclusiveMinimum: 0,
          examples: [10],
          "x-merge": "least",
        },
        projectUsd: {
          title: "Budget of a project",
          description: "US dollars for one project, that is one repository, or one folder outside of any.",
          type: "number",
          exclusiveMinimum: 0,
          examples: [50],
          "x-merge": "least",
        },
        projectPeriod: {
          title: "Time of the project's budget",
          description: "Which spending counts against the project's budget: that of this calendar `month`, or the `total`.",
          type: "string",
          enum: ["month", "total"],
          default: "month",
          "x-user-only": ["month"],
        },
        onUnknownPrice: {
          title: "Without a price",
          description:
            "Where there is a budget, what happens to a request whose price nobody knows: `allow` it uncounted, or `refuse` it.",
          type: "string",
          enum: ["allow", "refuse"],
          default: "allow",
          "x-user-only": ["allow"],
        },
        warnAt: {
          title: "Warning",
          description: "The part of a budget, from 0 to 1, at which a warning is given.",
          type: "number",
          minimum: 0,
          maximum: 1,
          default: 0.8,
          "x-user-only": true,
        },
      },
    },
    mcp: mcpSchema,
    ui: uiSchema,
    network: {
      title: "Network",
      type: "object",
      additionalProperties: false,
      properties: {
        proxy: {
          title: "Proxy",
          description:
            "URL of the proxy for every request, instead of `HTTPS_PROXY` and `HTTP_PROXY`. `NO_PROXY` holds all the same.",
          type: "string",
          pattern: "^https?://\\S+$",
          examples: ["http://proxy.example.com:8080"],
          "x-user-only": true,
        },
        caFile: {
          title: "Own authorities",
          description: "Path of a file of certificates (PEM) that are trusted besides the usual ones.",
          type: "string",
          minLength: 1,
          examples: ["/etc/ssl/company-ca.pem"],
          "x-user-only": true,
        },
        allowInsecureHosts: {
          title: "Hosts without TLS",
          description: "Hosts, `name` or `name:port`, that may be reached by plain http. Loopback always may.",
          type: "array",
          items: { type: "string", minLength: 1 },
          default: [],
          "x-user-only": true,
        },
        allowPrivateFetch: {
          title: "Pages of your own network",
          description: "Hosts, `name` or `name:port`, that `web_fetch` may reach although their addresses are not public.",
          type: "array",
          items: { type: "string", minLength: 1 },
          default: [],
          examples: [["localhost:3000", "wiki.corp.example"]],
          "x-user-only": true,
        },
      },
    },
    log: {
      title: "Log",
      type: "object",
      additionalProperties: false,
      properties: {
        level: {
          title: "Log level",
          description: "The least important entries that are written to the log file; `off` writes none.",
          type: "string",
          enum: ["trace", "debug", "info", "warn", "error", "fatal", "off"],
          default: "info",
        },
        console: {
          title: "Log on the screen",
          description: "The least important entries that are shown on stderr as well, as `--verbose` does.",
          type: "string",
          enum: ["trace", "debug", "info", "warn", "error", "fatal", "off"],
          default: "off",
        },
      },
    },
    models: {
      title: "What is known of models",
      description:
        "Corrections of limits, prices and capabilities, by `provider/model`. `like` names a model (`provider/model`) whose facts hold where nothing else is said.",
      type: "object",
      additionalProperties: modelSchema,
      examples: [{ "openai/my-deployment": { like: "openai/gpt-5" } }],
      "x-user-only": true,
    },
    catalogue: {
      title: "Catalogue of models",
      type: "object",
      additionalProperties: false,
      properties: {
        url: {
          title: "Where to refresh it from",
          description:
            "URL of a list of models and prices (`api.json`) that `models refresh` downloads. Nothing is downloaded where it is not set.",
          type: "string",
          pattern: "^https?://\\S+$",
          examples: ["https://models.dev/api.json"],
          "x-user-only": true,
        },
      },
    },
    plugins: {
      title: "Plugins",
      description: "One section for each plugin, checked by the schema that the plugin brings.",
      type: "object",
      additionalProperties: { type: ["object", "null"] },
    },
  },
} as const satisfies JsonSchema;
