import { expect } from "chai";
import { checkSchema } from "../../../src/infra/schema/check-schema.ts";

const toolInput = {
  type: "object",
  properties: {
    path: { type: "string", minLength: 1 },
    limit: { type: "integer", minimum: 1, maximum: 2000 },
    mode: { type: "string", enum: ["head", "tail"] },
    tags: { type: "array", items: { type: "string" }, minItems: 1, uniqueItems: true },
    url: { type: "string", format: "uri", examples: ["https://example.com"] },
    model: { type: "string", pattern: "^[^/]+/.+$", examples: ["openai/gpt-5"] },
    edit: { $ref: "#/$defs/edit" },
    target: { anyOf: [{ type: "string" }, { type: "object", properties: { line: { type: "integer" } }, required: ["line"] }] },
  },
  required: ["path"],
  additionalProperties: false,
  $defs: { edit: { type: "object", properties: { old: { type: "string" }, new: { type: "string" } }, additionalProperties: false } },
};

describe("checkSchema", () => {
  const messages = (value: unknown): string[] => checkSchema(toolInput, value).map((violation) => violation.message);

  it("finds nothing wrong with a value that fits", () => {
    expect(checkSchema(toolInput, { path: "a", limit: 3, mode: "head", tags: ["x"], target: { line: 3 } })).to.deep.equal([]);
  });

  it("says in plain words what a value must be", () => {
    expect(messages({ path: "" })).to.deep.equal(["path must not be empty."]);
    expect(messages({ path: 3 })).to.deep.equal(["path must be text, not a number."]);
    expect(messages({ path: "a", limit: 1.5 })).to.deep.equal(["limit must be a whole number, not a fraction."]);
    expect(messages({ path: "a", limit: 0 })).to.deep.equal(["limit must be at least 1."]);
    expect(messages({ path: "a", limit: 9999 })).to.deep.equal(["limit must be at most 2000."]);
    expect(messages({ path: "a", tags: [] })).to.deep.equal(["tags must not be empty."]);
    expect(messages({ path: "a", tags: ["x", "x"] })).to.deep.equal(["tags must not have the same item twice."]);
    expect(messages({ path: "a", url: "x" })).to.deep.equal(["url must be a full URL, for example https://example.com."]);
    expect(messages({ path: "a", model: "gpt" })).to.deep.equal(["model must look like openai/gpt-5."]);
    expect(messages([])).to.deep.equal(["The value must be a group of keys, not a list."]);
    expect(messages(null)).to.deep.equal(["The value must be a group of keys, not empty."]);
  });

  it("names what is missing, at its own place", () => {
    expect(checkSchema(toolInput, {})).to.deep.equal([{ path: "/path", keyword: "required", message: "path is missing." }]);
  });

  it("suggests the key and the word that were meant", () => {
    expect(messages({ path: "a", limt: 3 })).to.deep.equal(['unknown key "limt". Did you mean "limit"?']);
    expect(messages({ path: "a", mode: "haed" })).to.deep.equal(['mode must be one of head or tail. Did you mean "head"?']);
    expect(messages({ path: "a", zebra: 3 })).to.deep.equal(['unknown key "zebra".']);
  });

  it("does not suggest a key that is already there", () => {
    expect(messages({ path: "a", paht: "b" })).to.deep.equal(['unknown key "paht".']);
  });

  it("tells all violations at once, each with a JSON pointer", () => {
    const found = checkSchema(toolInput, { limit: "x", tags: ["a", 4], edit: { old: 1, "ne/w": 2 } });
    expect(found.map(({ path, keyword }) => [path, keyword])).to.deep.equal([
      ["/path", "required"],
      ["/limit", "type"],
      ["/tags/1", "type"],
      ["/edit/old", "type"],
      ["/edit/ne~1w", "additionalProperties"],
    ]);
  });

  it("tells of alternatives the one that was meant", () => {
    expect(messages({ path: "a", target: { line: "x" } })).to.deep.equal(["target.line must be a whole number, not text."]);
    expect(messages({ path: "a", target: {} })).to.deep.equal(["target.line is missing."]);
    expect(messages({ path: "a", target: 5 })).to.deep.equal(["target must be text or a group of keys."]);
  });

  it("puts the place of the value before every path", () => {
    const [found] = checkSchema(toolInput, { path: 1 }, "/plugins/x");
    expect(found).to.include({ path: "/plugins/x/path", message: "plugins.x.path must be text, not a number." });
  });

  it("never quotes the value, which may be a secret", () => {
    const schema = { type: "object", properties: { key: { type: "string", pattern: "^sk-", maxLength: 5, enum: ["sk-a"] } } };
    const found = checkSchema(schema, { key: "very-private-value" });
    expect(found).not.to.deep.equal([]);
    expect(JSON.stringify(found)).not.to.contain("very-private");
  });

  it("survives names with every kind of character", () => {
    const found = checkSchema({ type: "object", additionalProperties: false }, { "a b%/~#é": 1 });
    expect(found).to.deep.equal([
      { path: "/a b%~1~0#é", keyword: "additionalProperties", message: 'unknown key "a b%/~#é".' },
    ]);
  });

  it("tells of a key with half a character instead of failing", () => {
    const [found] = checkSchema({ type: "object", additionalProperties: false }, { "\ud800": 1 });
    expect(found).to.deep.equal({ path: "", keyword: "additionalProperties", message: "The value has a key with broken characters." });
  });

  it("understands dependentSchemas, allOf, patternProperties and schemas of free keys", () => {
    const schema = {
      type: "object",
      patternProperties: { "^n_": { type: "number" } },
      additionalProperties: { type: "string" },
      allOf: [{ required: ["a"] }],
      dependentSchemas: { b: { required: ["c"] } },
    };
    const found = checkSchema(schema, { b: "x", n_1: "y", d: 4 }).map(({ message }) => message);
    expect(found).to.have.members(["a is missing.", "c is missing.", "n_1 must be a number, not text.", "d must be text, not a number."]);
  });
});
