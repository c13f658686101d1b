import { isAinError } from "@ainative-code/sdk";
import { NdjsonParser, ndjsonValues } from "@ainative-code/provider-kit";
import { expect } from "chai";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("NdjsonParser", () => {
  it("tells each line's value, at any split, and never half a line", () => {
    const body = bytes('{"a":"ä 🌍"}\r\n\r\n[1]\n{"never":"told"}');
    for (let at = 0; at <= body.length; at += 1) {
      const values: unknown[] = [];
      const parser = new NdjsonParser((value) => values.push(value));
      parser.push(body.subarray(0, at));
      parser.push(body.subarray(at));
      expect(values, `split at ${at}`).to.deep.equal([{ a: "ä 🌍" }, [1]]);
    }
  });

  it("throws protocol for a line that is no JSON, and shows its beginning", () => {
    const parser = new NdjsonParser(() => undefined);
    expect(() => parser.push(bytes("<html>\n")))
      .to.throw()
      .that.satisfies((error: unknown) => isAinError(error) && error.code === "protocol" && error.details?.["line"] === "<html>");
  });

  it("is there as an async iterable for small vendors", async () => {
    async function* body(): AsyncGenerator<Uint8Array> {
      yield bytes('1\n{"b"');
      yield bytes(":2}\n");
    }
    const values: unknown[] = [];
    for await (const value of ndjsonValues(body())) values.push(value);
    expect(values).to.deep.equal([1, { b: 2 }]);
  });
});
