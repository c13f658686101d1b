import type { ToolChoice } from "@ainative-code/sdk";
import { expect } from "chai";
import { base, bodyOf, made, text, user } from "./scene.ts";

const schema = { type: "object", properties: { a: { type: "string" } } };
const tool = { name: "read", description: "Reads.", input: schema };

describe("the body of a Messages request", () => {
  it("asks for a stream, with all that a model of today takes", () => {
    expect(made({})).to.deep.equal({
      body: {
        model: "claude-opus-5-5",
        max_tokens: 32_000,
        system: [{ type: "text", text: "Be brief." }],
        messages: [{ role: "user", content: [{ type: "text", text: "hi" }] }],
        thinking: { type: "adaptive", display: "summarized" },
        stream: true,
      },
      version: "2026-10-21",
      betas: [],
      warnings: [],
    });
  });

  it("carries every setting under the vendor's name", () => {
    const body = bodyOf({ maxOutputTokens: 500, stopSequences: ["END", " \n"], effort: "max", tools: [tool] });
    expect(body).to.include({ max_tokens: 500 });
    expect(body["stop_sequences"]).to.deep.equal(["END"]);
    expect(body["output_config"]).to.deep.equal({ effort: "max" });
    expect(body["tools"]).to.deep.equal([{ name: "read", description: "Reads.", input_schema: schema }]);
    expect(body).not.to.have.property("tool_choice");
  });

  it("limits the answer to what the user, the setting and the model say", () => {
    const limit = (model: string, maxOutputTokens?: number, maxTokens?: number): unknown =>
      bodyOf({
        model,
        ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
        config: maxTokens === undefined ? {} : { maxTokens },
      })["max_tokens"];
    expect(limit("claude-opus-5-5")).to.equal(32_000);
    expect(limit("claude-opus-5-5", undefined, 9)).to.equal(9);
    expect(limit("claude-opus-5-5", 7, 9)).to.equal(7);
    expect(limit("claude-opus-5-5", 500_000)).to.equal(128_000);
    expect(limit("claude-3-haiku-20240307")).to.equal(4096);
    expect(limit("somebody-else")).to.equal(32_000);
  });

  it("leaves room for the most effort, unless the request limits the answer", () => {
    expect(bodyOf({ effort: "max" })["max_tokens"]).to.equal(64_000);
    expect(bodyOf({ effort: "xhigh", config: { maxTokens: 100_000 } })["max_tokens"]).to.equal(100_000);
    expect(bodyOf({ effort: "max", maxOutputTokens: 5000 })["max_tokens"]).to.equal(5000);
    expect(bodyOf({ maxOutputTokens: 50_000, limitedBy: "budget" })["max_tokens"], "a budget raises nothing").to.equal(32_000);
    expect(bodyOf({ maxOutputTokens: 5000, limitedBy: "budget" })["max_tokens"]).to.equal(5000);
  });

  it("leaves out empty blocks of the system prompt, and the whole of it where nothing is left", () => {
    expect(bodyOf({ system: ["One.", " "] })["system"]).to.deep.equal([{ type: "text", text: "One." }]);
    expect(bodyOf({ system: [""] })).not.to.have.property("system");
  });

  it("names the choice of tools, where there are tools", () => {
    const choice = (toolChoice: ToolChoice): unknown =>
      bodyOf({ model: "claude-opus-5", tools: [tool], toolChoice })["tool_choice"];
    expect(choice("auto")).to.deep.equal({ type: "auto" });
    expect(choice("none")).to.deep.equal({ type: "none" });
    expect(choice("required")).to.deep.equal({ type: "any" });
    expect(choice({ tool: "read" })).to.deep.equal({ type: "tool", name: "read" });
    expect(bodyOf({ toolChoice: "required" })).not.to.have.property("tool_choice");
  });

  it("forces no tool on a model that refuses that, and says so", () => {
    const { body, warnings } = made({ tools: [tool], toolChoice: "required" });
    expect(body["tool_choice"]).to.deep.equal({ type: "auto" });
    expect(warnings.join()).to.include("No tool is forced");
  });

  it("holds the answer to a schema in the shape the vendor takes", () => {
    const output = { name: "pet", schema: { ...schema, properties: { age: { type: "integer", minimum: 0 } } } };
    expect(bodyOf({ output, effort: "low" })["output_config"]).to.deep.equal({
      effort: "low",
      format: {
        type: "json_schema",
        schema: {
          type: "object",
          properties: { age: { type: "integer", description: "minimum: 0" } },
          additionalProperties: false,
        },
      },
    });
  });

  it("asks for a schema in words where the model has no field for it", () => {
    const { body, warnings } = made({ model: "claude-sonnet-4-20250514", output: { name: "pet", schema } });
    expect(body).not.to.have.property("output_config");
    expect(JSON.stringify(body["system"])).to.include("JSON Schema");
    expect(warnings).to.have.lengthOf(1);
  });

  it("takes options of the user's, but not in the place of its own fields", () => {
    const options = {
      service_tier: "standard_only",
      model: "stolen",
      stream: false,
      betas: ["b2"],
      tools: [{ type: "web_search_20250305", name: "web_search" }],
      output_config: { format: { type: "mine" } },
    };
    const { body, betas } = made({ options, tools: [tool], effort: "low", config: { betas: ["b1"] } });
    expect(body).to.include({ service_tier: "standard_only", model: base.model, stream: true }).and.not.have.property("betas");
    expect(body["tools"]).to.deep.equal([{ name: "read", description: "Reads.", input_schema: schema }, options.tools[0]]);
    expect(body["output_config"]).to.deep.equal({ effort: "low", format: { type: "mine" } });
    expect(betas).to.deep.equal(["b1", "b2"]);
  });
});

describe("temperature, top_p and top_k", () => {
  const old = "claude-haiku-4-5";

  it("are sent by the older version of the API, to models that take them", () => {
    const { body, version, warnings } = made({ model: old, temperature: 0.2, topP: 0.9, topK: 5 });
    expect(body).to.include({ temperature: 0.2, top_p: 0.9, top_k: 5 }).and.not.have.property("thinking");
    expect([version, warnings]).to.deep.equal(["2023-06-01", []]);
  });

  it("turn off thinking that nobody asked for", () => {
    expect(bodyOf({ model: "claude-sonnet-4-6", temperature: 0 })["thinking"]).to.deep.equal({ type: "disabled" });
  });

  const left: readonly (readonly [string, Parameters<typeof made>[0], string])[] = [
    ["models of today", { temperature: 1 }, "2026-10-21"],
    ["a model that shall think", { model: old, temperature: 0.2, effort: "high" }, "2026-10-21"],
    ["the newer version, where it is set", { model: old, topK: 3, config: { apiVersion: "2026-10-21" } }, "2026-10-21"],
  ];
  for (const [name, changes, expected] of left) {
    it(`are left out for ${name}, which is told`, () => {
      const { body, version, warnings } = made(changes);
      expect(body).to.not.have.any.keys("temperature", "top_p", "top_k");
      expect([version, warnings.length]).to.deep.equal([expected, 1]);
    });
  }

  it("go with the older version where they come as options, whatever the model", () => {
    expect(made({ options: { temperature: 1 } }).version).to.equal("2023-06-01");
    expect(made({ config: { apiVersion: "2023-06-01" }, messages: [user(text("x"))] }).version).to.equal("2023-06-01");
  });
});
