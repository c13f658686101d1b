import { Flags } from "@ainative-code/sdk/command";
import { outputFormats } from "./face-for.ts";

const inputFormats = ["text", "stream-json"] as const;

/** What may be said on the command line about how a program talks to a run and hears of it. */
export const headlessFlags = {
  "output-format": Flags.option({ options: outputFormats, default: "text" as const })({ description: "How to print." }),
  json: Flags.boolean({ description: "The same as --output-format json.", exclusive: ["output-format"] }),
  "input-format": Flags.option({ options: inputFormats, default: "text" as const })({
    description: "How standard input is read: as the prompt, or as one message per line (with --output-format stream-json).",
  }),
  "include-partial-messages": Flags.boolean({ description: "With stream-json: each piece of the answer as it comes." }),
  "output-last-message": Flags.string({ char: "o", description: "Write the last answer to a file as well.", helpValue: "FILE" }),
};
