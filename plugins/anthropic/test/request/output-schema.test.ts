import { expect } from "chai";
import { outputSchemaOf } from "../../src/request/output-schema.ts";

describe("a JSON Schema for the vendor", () => {
  it("closes every object, at any depth", () => {
    const list = { type: "array", items: { properties: { a: {} } } };
    const open = { type: "object", properties: { list }, $defs: { d: { type: "object" } } };
    expect(outputSchemaOf(open)).to.deep.equal({
      type: "object",
      properties: { list: { type: "array", items: { properties: { a: {} }, additionalProperties: false } } },
      $defs: { d: { type: "object", additionalProperties: false } },
      additionalProperties: false,
    });
  });

  it("tells limits in words, behind the words there are", () => {
    const limited = { type: "string", description: "A name.", minLength: 1, maxLength: 9, pattern: "^a" };
    expect(outputSchemaOf(limited)).to.deep.equal({
      type: "string",
      pattern: "^a",
      description: "A name. minLength: 1, maxLength: 9",
    });
  });

  it("takes oneOf as anyOf, and leaves names and data as they are", () => {
    const tricky = {
      oneOf: [{ const: { type: "object", minimum: 1 } }, { enum: [{ maximum: 2 }] }],
      properties: { oneOf: { type: "string" }, minimum: { type: "number" } },
      required: ["minimum"],
    };
    expect(outputSchemaOf(tricky)).to.deep.equal({
      anyOf: [{ const: { type: "object", minimum: 1 } }, { enum: [{ maximum: 2 }] }],
      properties: { oneOf: { type: "string" }, minimum: { type: "number" } },
      required: ["minimum"],
      additionalProperties: false,
    });
  });
});
