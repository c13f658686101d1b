import { objectsOf } from "@ainative-code/provider-kit";
import { expect } from "chai";
import { bodyOf, made, text, user } from "./scene.ts";

const tool = { name: "read", description: "Reads.", input: { type: "object", properties: { path: { type: "string" } } } };
const schema = { $schema: "x", type: "object", properties: { kind: { const: "a" } } };
const output = { name: "o", schema };
const declared = {
  functionDeclarations: [{ name: "read", description: "Reads.", parametersJsonSchema: tool.input }],
};

describe("a request to generateContent", () => {
  it("has everything about the answer in one place", () => {
    const wishes = { maxOutputTokens: 100, temperature: 0.5, topP: 0.9, topK: 40, stopSequences: ["END"] };
    expect(bodyOf(wishes)).to.deep.equal({
      contents: [{ role: "user", parts: [{ text: "hi" }] }],
      generationConfig: wishes,
    });
  });

  it("has tools in one list, without a schema where they take nothing", () => {
    const none = { name: "list", description: "", input: { type: "object", properties: {}, additionalProperties: false } };
    const [first] = declared.functionDeclarations;
    expect(bodyOf({ tools: [tool, none] })["tools"]).to.deep.equal([{ functionDeclarations: [first, { name: "list" }] }]);
    expect(bodyOf({ tools: [] })).not.to.have.any.keys("tools", "toolConfig");
  });

  for (const [choice, config] of [
    ["auto", { mode: "AUTO" }],
    ["none", { mode: "NONE" }],
    ["required", { mode: "ANY" }],
    [{ tool: "read" }, { mode: "ANY", allowedFunctionNames: ["read"] }],
  ] as const) {
    it(`lets the model call as asked: ${JSON.stringify(choice)}`, () => {
      expect(bodyOf({ tools: [tool], toolChoice: choice })["toolConfig"]).to.deep.equal({ functionCallingConfig: config });
      expect(bodyOf({ toolChoice: choice })).not.to.have.property("toolConfig");
    });
  }

  it("holds an answer to its schema; older models only where there are no tools", () => {
    const responseJsonSchema = { type: "object", properties: { kind: { enum: ["a"] } } };
    const held = { responseMimeType: "application/json", responseJsonSchema };
    expect(bodyOf({ output, tools: [tool] })["generationConfig"]).to.deep.equal(held);
    expect(bodyOf({ output, model: "gemini-2.5-pro" })["generationConfig"]).to.deep.equal(held);
    const { body, warnings } = made({ output, tools: [tool], model: "gemini-2.5-pro" });
    expect(body).not.to.have.property("generationConfig");
    expect(JSON.stringify(body["systemInstruction"])).to.include("JSON Schema");
    expect(warnings.join()).to.include("in words");
  });

  it("rewrites a constant wherever it stands in a schema, and leaves names and data alone", () => {
    const input = {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      properties: { const: { type: "string" }, $schema: { const: 1 }, list: { items: [{ const: null }] } },
      anyOf: [{ const: "x" }],
      $defs: { const: { const: true, default: { const: 1 } } },
      required: ["const"],
    };
    const [first] = objectsOf(bodyOf({ tools: [{ ...tool, input }] })["tools"]);
    expect(objectsOf(first?.["functionDeclarations"])[0]?.["parametersJsonSchema"]).to.deep.equal({
      type: "object",
      properties: { const: { type: "string" }, $schema: { enum: [1] }, list: { items: [{ enum: [null] }] } },
      anyOf: [{ enum: ["x"] }],
      $defs: { const: { enum: [true], default: { const: 1 } } },
      required: ["const"],
    });
  });

  it("takes the user's own fields, and lets none of them change the basic ones", () => {
    const options = {
      serviceTier: "flex",
      seed: 7,
      contents: "no",
      generationConfig: { mediaResolution: "MEDIA_RESOLUTION_HIGH" },
      toolConfig: { functionCallingConfig: { mode: "VALIDATED" } },
      tools: [{ googleSearch: {} }],
    };
    const body = bodyOf({ options, tools: [tool], messages: [user(text("hi"))] });
    expect(body).to.deep.equal({
      serviceTier: "flex",
      contents: [{ role: "user", parts: [{ text: "hi" }] }],
      tools: [declared, { googleSearch: {} }],
      toolConfig: { includeServerSideToolInvocations: true, functionCallingConfig: { mode: "VALIDATED" } },
      generationConfig: { seed: 7, mediaResolution: "MEDIA_RESOLUTION_HIGH" },
    });
  });

  it("does not ask Vertex AI, nor older models, for what they do not know", () => {
    const mixed = { options: { tools: [{ googleSearch: {} }] }, tools: [tool] };
    const baseURL = "https://aiplatform.googleapis.com/v1/projects/p/locations/global";
    expect(bodyOf({ ...mixed, config: { baseURL } })).not.to.have.property("toolConfig");
    expect(bodyOf({ ...mixed, model: "gemini-2.5-pro" })).not.to.have.property("toolConfig");
  });

  it("leaves to a cache of the user's what it holds already", () => {
    const body = bodyOf({ system: ["Be brief."], tools: [tool], options: { cachedContent: "cachedContents/1" } });
    expect(body).to.have.all.keys("cachedContent", "contents");
  });

  it("has the vendor's filters as they are set", () => {
    const safetySettings = [{ category: "HARM_CATEGORY_HARASSMENT", threshold: "BLOCK_NONE" }];
    expect(bodyOf({ config: { safetySettings } })["safetySettings"]).to.deep.equal(safetySettings);
  });
});
