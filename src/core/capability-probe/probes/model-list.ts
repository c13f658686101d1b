import { toAinError } from "@ainative-code/sdk";
import type { Probe } from "../probe.ts";

export const modelListProbe: Probe = {
  name: "models",
  requests: 0,
  async run({ provider, host, model, signal }) {
    try {
      const ids = (await provider.models(host, signal)).map(({ id }) => id);
      return {
        works: ids.length > 0 ? "yes" : "no",
        seen: `${ids.length} models, ${model} ${ids.includes(model) ? "among them" : "not among them"}`,
      };
    } catch (thrown) {
      const error = toAinError(thrown);
      return { works: error.status === 404 ? "no" : "unknown", seen: error.message, error };
    }
  },
};
