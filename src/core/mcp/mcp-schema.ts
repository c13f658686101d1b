import type { JsonSchema } from "@ainative-code/sdk";

const text = { type: "string", minLength: 1 } as const;
const texts = { type: "array", items: { type: "string" } } as const;
const textMap = { type: "object", additionalProperties: { type: ["string", "number", "boolean"] } } as const;

/** One MCP server: a program (`command`) or a service (`url`). */
const serverSchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    type: { type: "string", enum: ["stdio", "http", "streamable-http", "sse"] },
    command: { type: "string", minLength: 1 },
    args: texts,
    env: textMap,
    cwd: { type: "string", minLength: 1 },
    sandbox: { type: "boolean" },
    writable: texts,
    url: { type: "string", minLength: 1 },
    headers: textMap,
    oauth: {
      type: "object",
      additionalProperties: false,
      properties: {
        clientId: text,
        clientSecret: text,
        scope: text,
        callbackPort: { type: "integer", minimum: 1, maximum: 65535 },
        clientMetadataUrl: text,
        issuer: text,
        grant: { type: "string", enum: ["authorization_code", "client_credentials", "cross_app_access"] },
        privateKey: text,
        algorithm: text,
        idpTokenEndpoint: text,
        idpClientId: text,
        identityToken: text,
      },
    },
    timeoutMs: { type: "integer", minimum: 1 },
    disabled: { type: "boolean" },
    tools: { type: "object", additionalProperties: false, properties: { allow: texts, deny: texts } },
  },
} as const;

export const mcpSchema = {
  title: "MCP servers",
  type: "object",
  additionalProperties: false,
  properties: {
    servers: {
      title: "Servers",
      description:
        "MCP servers by name: a program (`command`, `args`, `env`, `cwd`, `writable`, `sandbox`) or a service (`url`, `headers`), with `timeoutMs`, `disabled` and `tools` (`allow`, `deny`). Secrets by reference, such as `keychain:NAME`.",
      type: "object",
      additionalProperties: serverSchema,
      default: {},
      examples: [{ files: { command: "npx", args: ["-y", "@modelcontextprotocol/server-filesystem", "."] } }],
      "x-user-only": true,
    },
    maxTools: {
      title: "Tools in every request",
      description:
        "The most tools of MCP servers that every request describes. Where there are more, the model is given a tool to search them instead.",
      type: "integer",
      minimum: 0,
      default: 40,
    },
  },
} as const satisfies JsonSchema;
