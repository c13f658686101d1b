import type { Provider } from "@ainative-code/sdk";
import { inMemoryHost } from "@ainative-code/test-kit";
import { expect } from "chai";
import { askModels } from "../../src/app/ask-models.ts";
import type { AskedModels } from "../../src/app/ask-models.ts";

function asked(models: Provider["models"], signal: AbortSignal): { options: AskedModels; late: string[] } {
  const late: string[] = [];
  const provider: Provider = { id: "x", models, stream: async function* stream() {} };
  const providers: AskedModels["providers"] = {
    list: () => [{ kind: "provider", id: "x", plugin: "ainative-x", module: undefined, secrets: [] }],
    load: async () => ({ provider, host: inMemoryHost({ plugin: "ainative-x" }) }),
  };
  return { late, options: { providers, signal, limitMs: 30, onLate: () => late.push("late") } };
}

async function failureOf(options: AskedModels): Promise<unknown> {
  return askModels("x", options).catch((thrown: unknown) => thrown);
}

describe("asking a provider for its models", () => {
  it("gives what it says", async () => {
    const { options, late } = asked(async () => [{ id: "m" }], new AbortController().signal);
    expect(await askModels("x", options)).to.deep.equal([{ id: "m" }]);
    expect(late).to.deep.equal([]);
  });

  it("ends with the plugin's name where no answer comes in time, and tells the provider to stop", async () => {
    let told: AbortSignal | undefined;
    const { options, late } = asked(async (_host, signal) => {
      told = signal;
      return new Promise(() => undefined);
    }, new AbortController().signal);
    expect(await failureOf(options)).to.include({ code: "timeout", message: "ainative-x did not name the models of x within 0.03 seconds." });
    expect(told?.aborted).to.equal(true);
    expect(late).to.deep.equal(["late"]);
  });

  it("ends at once where the user cancels, whether the provider listens or not", async () => {
    const controller = new AbortController();
    const { options } = asked(async () => new Promise(() => undefined), controller.signal);
    const failure = failureOf({ ...options, limitMs: 60_000 });
    controller.abort("enough");
    expect(await failure).to.equal("enough");
  });
});
