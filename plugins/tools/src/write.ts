import { readFileSync } from "node:fs";
import { AinError } from "@ainative-code/sdk";
import type { Tool } from "@ainative-code/sdk";
import { diffOf } from "./diff.ts";
import { linesOf, parseText, plainForm, textBytes, withLineEnds } from "./text-file.ts";

interface Input {
  readonly path: string;
  readonly content: string;
}

export default {
  name: "write",
  description: readFileSync(new URL("./write.md", import.meta.url), "utf8"),
  risk: "write",
  input: {
    type: "object",
    properties: {
      path: { type: "string", description: "The file." },
      content: { type: "string", description: "All of its new content." },
    },
    required: ["path", "content"],
    additionalProperties: false,
  },
  access: ({ path }) => [{ kind: "write", path }],
  async run({ path, content }, { files }) {
    if (path.endsWith("/")) {
      throw new AinError("invalid-input", `${path} names a folder.`, {
        actions: ["Name a file in it: its folders are made with it."],
      });
    }
    const info = await files.info(path);
    const old = info?.kind === "file" ? parseText(await files.read(path, { glance: true })) : undefined;
    const form = old?.form ?? plainForm;
    const text = withLineEnds(form.bom ? content.replace(/^\uFEFF/, "") : content, form);
    const bytes = textBytes(text, form) ?? Buffer.from(text, "utf8");
    await files.write(path, bytes);
    const count = linesOf(content).length;
    return {
      content: `${info === undefined ? "Created" : "Replaced"} ${path} (${count} ${count === 1 ? "line" : "lines"}).`,
      details: { created: info === undefined, lines: count, diff: diffOf(path, old?.text ?? "", text) },
    };
  },
} satisfies Tool<Input>;
