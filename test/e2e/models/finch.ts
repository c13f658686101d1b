import type { TempHome } from "@ainative-code/test-kit";
import { placePlugin } from "../plugins/place-plugin.ts";

/** Reads a picture, then repeats what it was given of it. */
const provider = `
export default {
  id: "finch",
  models: async () => [{ id: "seed", maxInput: 4096 }, { id: "grain" }],
  async *stream({ model, messages }) {
    const result = messages.findLast(({ role }) => role === "tool")?.parts[0];
    yield { type: "start", origin: { provider: "finch", api: "finch", model } };
    if (result === undefined) {
      const call = { type: "tool-call", id: "c1", name: "read", input: { path: "picture.png" } };
      yield { type: "tool-start", part: 0, id: call.id, name: call.name };
      yield { type: "tool-end", part: 0, call };
      yield { type: "finish", stop: { reason: "tool-calls" } };
      return;
    }
    yield { type: "text-start", part: 0 };
    yield { type: "text-delta", part: 0, text: result.content.map(({ type, text = "" }) => type + ":" + text).join("; ") };
    yield { type: "text-end", part: 0 };
    yield { type: "finish", stop: { reason: "stop" } };
  },
};
`;

/** A provider of a plugin that is not ours, with this text as its catalogue. */
export function placeFinch(home: TempHome, catalogue: string | undefined): void {
  const contribution = { id: "finch", module: "./provider.js", catalogue: "./catalogue.json" };
  placePlugin(home, "ainative-code-finch", {
    manifest: { ainative: { api: 1, providers: [contribution] } },
    files: { "provider.js": provider, ...(catalogue === undefined ? {} : { "catalogue.json": catalogue }) },
  });
}
