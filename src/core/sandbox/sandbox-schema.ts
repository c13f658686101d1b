import type { JsonSchema } from "@ainative-code/sdk";

/** How commands are fenced. A project's file can make the fence closer, and never wider. */
export const sandboxSchema = {
  title: "Sandbox",
  description: "The fence around commands that the model runs.",
  type: "object",
  additionalProperties: false,
  properties: {
    mode: {
      title: "Sandbox mode",
      description:
        "Whether commands run fenced: `auto` (where the machine can do it; else each command is asked about), `required` (what can't be fenced is refused) or `off`.",
      type: "string",
      enum: ["auto", "required", "off"],
      default: "auto",
      "x-user-only": ["auto", "off"],
    },
    allowedDomains: {
      title: "Allowed domains",
      description: "Hosts that fenced commands may reach, `example.com` or `*.example.com`. None: no network at all.",
      type: "array",
      items: { type: "string", minLength: 1 },
      default: [],
      examples: [["packages.example.com"]],
      "x-user-only": true,
    },
    writable: {
      title: "Writable folders",
      description: "Folders besides the working directory that fenced commands may write to. `~/` is the home folder.",
      type: "array",
      items: { type: "string", minLength: 1 },
      default: [],
      examples: [["~/.cache/pip"]],
      "x-user-only": true,
    },
    readDenied: {
      title: "Unreadable places",
      description:
        "Files and folders that fenced commands can't read, besides those where credentials are kept. Those of all layers hold together.",
      type: "array",
      items: { type: "string", minLength: 1 },
      default: [],
      "x-merge": "union",
    },
  },
} as const satisfies JsonSchema;
