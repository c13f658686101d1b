import type { Capabilities, ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import { expect } from "chai";
import { fittedEffort, fittingEffort } from "../../../src/core/providers/fitting-effort.ts";
import { aRequest } from "../a-request.ts";

type Thinking = Capabilities["thinking"];

const gpt: Thinking = { levels: ["none", "low", "medium", "high", "xhigh"], canDisable: true };
const pro: Thinking = { levels: ["medium", "high", "xhigh"], canDisable: false };
const plain: Thinking = { levels: ["none"] };
const claude: Thinking = { levels: ["low", "medium", "high", "max"] };

/** What was asked, how often the levels were looked up, and the warnings. */
async function asked(changes: Partial<ProviderRequest>, thinking: Thinking): Promise<{ effort: unknown; looks: number; warnings: readonly string[] }> {
  let [effort, looks]: [unknown, number] = ["never asked", 0];
  const warnings: string[] = [];
  const stream = fittingEffort(
    async function* vendor(request): AsyncGenerator<StreamEvent, void> {
      effort = "effort" in request ? request.effort : "not sent";
      yield { type: "start", origin: { provider: "p", api: "", model: "m" }, warnings: ["own"] };
      yield { type: "finish", stop: { reason: "stop" } };
    },
    () => {
      looks += 1;
      return Promise.resolve(thinking);
    },
  );
  for await (const event of stream(aRequest(changes))) if (event.type === "start") warnings.push(...(event.warnings ?? []));
  return { effort, looks, warnings };
}

describe("the effort that is asked for", () => {
  for (const [name, wanted, thinking, fitted] of [
    ["max, of which the model has less", "max", gpt, "xhigh"],
    ["minimal, and not none, where thinking is wanted", "minimal", gpt, "low"],
    ["low, of which the model has more only", "low", pro, "medium"],
    ["none, by a model that always thinks", "none", pro, "medium"],
    ["xhigh, between two", "xhigh", claude, "high"],
    ["none, by a model that a provider may know how to stop", "none", claude, "none"],
    ["high, which the model has", "high", gpt, "high"],
    ["none, which the model has", "none", gpt, "none"],
    ["max, by a model nobody knows", "max", undefined, "max"],
    ["max, by a model that is only known to think", "max", {}, "max"],
    ["high, by a model that does not think", "high", plain, undefined],
    ["none, by a model that does not think", "none", plain, undefined],
  ] as const) {
    it(`is ${fitted ?? "not sent"} for ${name}`, () => {
      expect(fittedEffort(wanted, thinking)).to.equal(fitted);
    });
  }

  it("is sent as the model has it, with a word about it", async () => {
    expect(await asked({ effort: "max" }, gpt)).to.deep.equal({ effort: "xhigh", looks: 1, warnings: ["own", "The effort is xhigh: this model does not know max."] });
    expect(await asked({ effort: "high" }, plain)).to.deep.equal({ effort: "not sent", looks: 1, warnings: ["own", "No effort is asked for: this model does not think."] });
    expect(await asked({ effort: "none" }, plain)).to.deep.equal({ effort: "not sent", looks: 1, warnings: ["own"] });
  });

  it("is left alone where it fits, and nothing is looked up where none is wanted", async () => {
    expect(await asked({ effort: "high" }, gpt)).to.deep.equal({ effort: "high", looks: 1, warnings: ["own"] });
    expect(await asked({}, gpt)).to.deep.equal({ effort: "not sent", looks: 0, warnings: ["own"] });
  });
});
