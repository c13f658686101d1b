import { expect } from "chai";
import { plainlyFits } from "../../../src/core/config/plainly-fits.ts";
import { textValue } from "../../../src/core/config/text-value.ts";
import { keyAndText } from "../../../src/core/config/outer-settings.ts";
import { checkSchema } from "../../../src/infra/schema/check-schema.ts";

describe("textValue", () => {
  it("reads a text by the type of its key", () => {
    expect(textValue("1.10", { type: "string" })).to.equal("1.10");
    expect(textValue("true", { type: "string" })).to.equal("true");
    expect(textValue(" 12 ", { type: "integer" })).to.equal(12);
    expect(textValue("0.5", { type: "number" })).to.equal(0.5);
    expect(textValue("false", { type: "boolean" })).to.equal(false);
  });

  it("leaves a text that does not fit for the check to tell", () => {
    expect(textValue("many", { type: "integer" })).to.equal("many");
    expect(textValue("", { type: "integer" })).to.equal("");
    expect(textValue("Infinity", { type: "number" })).to.equal("Infinity");
    expect(textValue("yes", { type: "boolean" })).to.equal("yes");
    expect(textValue("[a", { type: "array" })).to.equal("[a");
  });

  it("reads a list as JSON or as items between commas, those in parentheses left whole", () => {
    const list = { type: "array" };
    expect(textValue('["a", "b,c"]', list)).to.deep.equal(["a", "b,c"]);
    expect(textValue("edit, bash(git log --format=a,b) ,read", list)).to.deep.equal(["edit", "bash(git log --format=a,b)", "read"]);
    expect(textValue("edit", list)).to.deep.equal(["edit"]);
    expect(textValue("", list)).to.deep.equal([]);
    expect(textValue('{"a": 1}', { type: "object" })).to.deep.equal({ a: 1 });
  });
});

describe("plainlyFits", () => {
  const schemas = [
    { type: "string", minLength: 1 },
    { type: "string", pattern: "^a+$", description: "x", "x-env": ["A"] },
    { type: "string", enum: ["a", "b"] },
    { type: "integer", minimum: 1, maximum: 9 },
    { type: "number" },
    { type: "boolean", default: true },
    { type: "array", items: { type: "string", minLength: 1 } },
    { type: "string", format: "uri" },
    { enum: ["a", 1, null] },
    { type: ["object", "null"] },
    { type: "object", properties: { a: { type: "integer" }, b: { enum: ["x"] } }, additionalProperties: false },
    { type: "object", properties: { a: { type: "integer" } }, additionalProperties: { type: "string" }, required: ["a"] },
    { type: "object", patternProperties: { a: { type: "string" } } },
    { anyOf: [{ type: "string" }] },
    {},
  ];
  const values: readonly unknown[] = ["http://127.0.0.1:8080/v1", "https://api.example.com", "https://a b", "", "a", "aaa", "b", "c", 0, 1, 9, 10, 1.5, Number.NaN, true, [], ["a"], [""], [1], {}, null, { a: 1 }, { a: 1, b: "x" }, { a: "1" }, { b: "x" }, { a: 1, c: "y" }, { a: 1, c: 2 }, { toString: "x", a: 2 }];

  it("says yes only where the validator does, and yes to what is plain", () => {
    let yes = 0;
    for (const schema of schemas) {
      for (const value of values.filter((candidate) => plainlyFits(candidate, schema))) {
        expect(checkSchema(schema, value), JSON.stringify([schema, value])).to.deep.equal([]);
        yes += 1;
      }
    }
    expect(yes).to.equal(43);
  });

  it("leaves what it does not know to the validator", () => {
    expect(plainlyFits("a@b.example", { type: "string", format: "email" })).to.equal(false);
  });
});

describe("keyAndText", () => {
  it("parts at the first equals sign", () => {
    expect(keyAndText("chat.maxTurns=3")).to.deep.equal(["chat.maxTurns", "3"]);
    expect(keyAndText("a.b=c=d e")).to.deep.equal(["a.b", "c=d e"]);
    expect(keyAndText("a=")).to.deep.equal(["a", ""]);
    expect(keyAndText("chat.maxTurns")).to.equal(undefined);
    expect(keyAndText("=3")).to.equal(undefined);
  });
});
