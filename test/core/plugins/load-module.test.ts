import { expect } from "chai";
import type { Contribution } from "../../../src/core/plugins/contributions.ts";
import { loadProvider, loadTool } from "../../../src/core/plugins/load-module.ts";

const provider: Contribution = { kind: "provider", id: "acme", plugin: "plugin-acme", module: "./dist/provider.js", secrets: [] };
const tool: Contribution = { kind: "tool", id: "peek", plugin: "plugin-acme", module: "./dist/peek.js", secrets: [] };

async function messageOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : "";
  }
  return "nothing was thrown";
}

describe("the module of a contribution", () => {
  it("is named with its plugin and the reason when it can't be loaded", async () => {
    const message = await messageOf(loadProvider(provider, () => Promise.reject(new Error("Cannot find package 'left-pad'\nstack"))));
    expect(message).to.equal(`The plugin plugin-acme could not load ./dist/provider.js (provider "acme"): Cannot find package 'left-pad'`);
  });

  it("must bring what the manifest says", async () => {
    expect(await messageOf(loadProvider(provider, () => Promise.resolve({ id: "other", stream() {}, models() {} })))).to.contain(
      'its default export is not a provider with the id "acme"',
    );
    expect(await messageOf(loadTool(tool, () => Promise.resolve({ name: "peek" })))).to.contain("is not a tool");
    expect(await messageOf(loadTool(tool, () => Promise.resolve(undefined)))).to.contain("is not a tool");
  });

  it("is the default export", async () => {
    const peek = { name: "peek", description: "", risk: "read", input: {}, run: () => undefined };
    expect(await loadTool(tool, () => Promise.resolve(peek))).to.equal(peek);
  });
});
