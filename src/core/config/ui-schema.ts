import type { JsonSchema } from "@ainative-code/sdk";

export const themes = ["auto", "dark", "light", "none"] as const;
export type Theme = (typeof themes)[number];

/** What is seen on the screen. */
export const uiSchema = {
  title: "Screen",
  type: "object",
  additionalProperties: false,
  properties: {
    theme: {
      title: "Theme",
      description:
        "Colours of the conversation in a terminal: for a `dark` or a `light` background, `none`, or `auto`, which asks the terminal for its background. `NO_COLOR` wins.",
      type: "string",
      enum: themes,
      default: "auto",
    },
  },
} as const satisfies JsonSchema;
