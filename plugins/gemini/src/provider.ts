import { AinError, type Provider } from "@ainative-code/sdk";

export default {
  id: "gemini",
  models: async () => [],
  stream() {
    throw new AinError("unsupported", "Not written yet.");
  },
} satisfies Provider;
