import { toAinError } from "@ainative-code/sdk";
import { userMessage } from "../ask.ts";
import { verdictOn } from "../failure-verdict.ts";
import type { Probe } from "../probe.ts";

export const tokenCountProbe: Probe = {
  name: "count",
  requests: 0,
  async run(context) {
    const { provider, host, model, signal } = context;
    if (provider.countTokens === undefined) return { works: "no", seen: "the provider has no count; tokens are estimated" };
    const messages = [userMessage(context, "Answer with the one word: ready")];
    try {
      const count = await provider.countTokens({ model, system: [], messages, tools: [], signal }, host);
      return count > 0 ? { works: "yes", seen: `${count} tokens counted` } : { works: "no", seen: `counted ${count} tokens` };
    } catch (thrown) {
      return verdictOn(toAinError(thrown));
    }
  },
};
