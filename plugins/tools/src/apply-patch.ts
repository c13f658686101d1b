import { readFileSync } from "node:fs";
import { AinError } from "@ainative-code/sdk";
import type { Tool } from "@ainative-code/sdk";
import { pathsIn, readPatch } from "./patch/read-patch.ts";
import { stagePatch } from "./patch/stage-patch.ts";

interface Input {
  readonly patch: string;
}

export default {
  name: "apply_patch",
  description: readFileSync(new URL("./apply-patch.md", import.meta.url), "utf8"),
  risk: "write",
  input: {
    type: "object",
    properties: { patch: { type: "string", minLength: 1, description: "The whole patch." } },
    required: ["patch"],
    additionalProperties: false,
  },
  access: ({ patch }) => pathsIn(readPatch(patch)).map((path) => ({ kind: "write", path })),
  async run({ patch }, { files }) {
    if (files.change === undefined) {
      throw new AinError("unsupported", "This program can't change several files at once.", {
        actions: ["Use edit and write, file by file."],
      });
    }
    const { changes, summary, diff } = await stagePatch(readPatch(patch), files);
    if (changes.length === 0) {
      throw new AinError("invalid-input", "The patch changes nothing.", { actions: ["Leave it out, or check it."] });
    }
    await files.change(changes);
    return { content: ["Patched:", ...summary].join("\n"), details: { files: changes.length, diff } };
  },
} satisfies Tool<Input>;
