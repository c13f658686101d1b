import { isAinError } from "@ainative-code/sdk";
import { sseEvents, SseParser } from "@ainative-code/provider-kit";
import { expect } from "chai";

type Event = readonly [name: string, data: string];

function parse(chunks: readonly Uint8Array[], maxLength?: number): readonly Event[] {
  const events: Event[] = [];
  const parser = new SseParser((data, name) => events.push([name, data]), maxLength === undefined ? {} : { maxLength });
  for (const chunk of chunks) parser.push(chunk);
  return events;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("SseParser", () => {
  it("reads names, joins several data lines and passes over everything else", () => {
    const events = parse([
      bytes(": hello\nid: 1\nretry: 5\nevent: a\ndata: one\ndata:two\ndata\nunknown: x\n\n\n\ndata:  x\n\n"),
    ]);
    expect(events).to.deep.equal([
      ["a", "one\ntwo\n"],
      ["", " x"],
    ]);
  });

  for (const [name, end] of [
    ["LF", "\n"],
    ["CR", "\r"],
    ["CRLF", "\r\n"],
  ] as const) {
    it(`gives the same events however the bytes are split, with ${name} at the end of lines`, () => {
      const body = bytes(["\u{FEFF}event: ü", "data: 世界 🌍", "data: two", "", ": c", "data: x", "", ""].join(end));
      const whole = parse([body]);
      expect(whole).to.deep.equal([
        ["ü", "世界 🌍\ntwo"],
        ["", "x"],
      ]);
      expect(parse(Array.from(body, (byte) => Uint8Array.of(byte)))).to.deep.equal(whole);
      for (let at = 0; at <= body.length; at += 1) {
        expect(parse([body.subarray(0, at), body.subarray(at)]), `split at ${at}`).to.deep.equal(whole);
      }
    });
  }

  it("never tells an event that no empty line has closed", () => {
    expect(parse([bytes("data: a\n\ndata: b\n")])).to.deep.equal([["", "a"]]);
  });

  it("gives up a line, or an event of many lines, that is too long", () => {
    for (const body of ["data: 0123456789012345", "data: 0123456789\ndata: 0123456789\n"]) {
      expect(() => parse([bytes(body)], 16))
        .to.throw()
        .that.satisfies((error: unknown) => isAinError(error) && error.code === "protocol");
    }
  });

  it("reads one line of 8 MiB that comes in 8192 chunks", () => {
    const chunks = Array.from({ length: 8192 }, () => bytes("x".repeat(1024)));
    const [event] = parse([bytes("data: "), ...chunks, bytes("\n\n")]);
    expect(event?.[1]).to.have.lengthOf(8192 * 1024);
  });

  it("is there as an async iterable for small vendors", async () => {
    async function* body(): AsyncGenerator<Uint8Array> {
      yield bytes("event: a\nda");
      yield bytes("ta: 1\n\ndata: 2\n\n");
    }
    const events: unknown[] = [];
    for await (const event of sseEvents(body())) events.push(event);
    expect(events).to.deep.equal([
      { name: "a", data: "1" },
      { name: "", data: "2" },
    ]);
  });
});
