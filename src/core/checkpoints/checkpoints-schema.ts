import type { JsonSchema } from "@ainative-code/sdk";

/** How what tools do to files is kept, so that it can be undone. */
export const checkpointsSchema = {
  title: "Checkpoints",
  description:
    "Copies of files from before a tool changes them, so that `/undo` can bring them back. They are kept in the data folder, outside of the project.",
  type: "object",
  additionalProperties: false,
  properties: {
    enabled: {
      title: "Keep checkpoints",
      description: "Whether copies are kept. Without them `/undo` takes back the conversation alone.",
      type: "boolean",
      default: true,
      "x-user-only": [false],
    },
    maxFileMb: {
      title: "Largest file",
      description: "MiB of a file of which a copy is kept.",
      type: "number",
      exclusiveMinimum: 0,
      default: 25,
      "x-user-only": true,
    },
    keepDays: {
      title: "How long",
      description: "Days after which the copies of a session that nobody went on with are removed.",
      type: "number",
      minimum: 0,
      default: 30,
      "x-user-only": true,
    },
    maxTotalMb: {
      title: "How much",
      description: "MiB of copies for all sessions together; the oldest sessions go first, the current one never.",
      type: "number",
      minimum: 0,
      default: 2000,
      "x-user-only": true,
    },
  },
} as const satisfies JsonSchema;
