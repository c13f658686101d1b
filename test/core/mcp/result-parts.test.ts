import { expect } from "chai";
import { contentParts, resourceParts, toolOutputOf } from "../../../src/core/mcp/result-parts.ts";

const large = "A".repeat(7 * 1024 * 1024 + 4);

describe("what an MCP server sends back", () => {
  it("is told as what it is where it is no result", () => {
    for (const none of [undefined, 5, "text", [], { content: "no list" }]) expect(toolOutputOf(none)).to.have.property("isError", true);
    expect(toolOutputOf({})).to.deep.equal({ content: "Done; the server sent nothing back." });
    expect(toolOutputOf({ structuredContent: { a: 1 } })).to.deep.equal({ content: [{ type: "text", text: '{"a":1}' }], details: { a: 1 } });
    expect(toolOutputOf({ content: [{ type: "text", text: "x" }], structuredContent: { a: 1 }, isError: true })).to.deep.equal({
      content: [{ type: "text", text: "x" }],
      isError: true,
      details: { a: 1 },
    });
  });

  it("has so many images and no larger ones, in a result and in a resource alike", () => {
    const image = { type: "image", data: "AAAA", mimeType: "image/png" };
    const many = contentParts(Array.from({ length: 25 }, () => image));
    expect(many.filter(({ type }) => type === "image")).to.have.length(20);
    expect(contentParts([{ ...image, data: large }])).to.deep.equal([{ type: "text", text: "[left out: image/png, larger than 7 MiB]" }]);
    expect(resourceParts([{ uri: "a:b", blob: large, mimeType: "application/zip" }])).to.deep.equal([
      { type: "text", text: "[left out: application/zip, larger than 7 MiB]" },
    ]);
    expect(resourceParts(Array.from({ length: 500 }, () => ({ uri: "a:b", text: "x" })))).to.have.length(100);
  });

  it("is named by kinds that are kinds, and by no others", () => {
    const odd = resourceParts([{ uri: "a:b", blob: "AAAA", mimeType: 'x"\n' }, { uri: 5 }, 7]);
    expect(odd).to.deep.equal([
      { type: "file", mediaType: "application/octet-stream", data: "AAAA", name: "a:b" },
      { type: "text", text: "[left out: the resource  holds nothing]" },
      { type: "text", text: "[left out: the resource  holds nothing]" },
    ]);
    expect(contentParts([{ type: "dance" }, null, { type: "text", text: 5 }]).every(({ type }) => type === "text")).to.equal(true);
  });
});
