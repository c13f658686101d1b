import { AinError, type Provider } from "@ainative-code/sdk";

export default {
  id: "azure",
  models: async () => [],
  stream() {
    throw new AinError("unsupported", "Not written yet.");
  },
} satisfies Provider;
