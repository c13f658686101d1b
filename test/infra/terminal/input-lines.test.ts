import { expect } from "chai";
import { inputLines, type InputLine } from "../../../src/infra/terminal/input-lines.ts";

async function read(chunks: readonly string[], limit?: number): Promise<readonly InputLine[]> {
  async function* source(): AsyncGenerator<Uint8Array, void> {
    for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk, "latin1"));
  }
  const lines: InputLine[] = [];
  for await (const line of inputLines(source(), limit)) lines.push(line);
  return lines;
}

describe("lines of an input", () => {
  it("are put together from pieces of any size, characters too", async () => {
    const bytes = Buffer.from("eins\r\n\nzwölf 🦊\n").toString("latin1");
    const whole = await read([bytes]);
    expect(whole.map(({ text }) => text)).to.deep.equal(["eins", "", "zwölf 🦊"]);
    expect(await read([...bytes])).to.deep.equal(whole);
    expect(whole.map(({ number }) => number)).to.deep.equal([1, 2, 3]);
  });

  it("say where the input ends in one", async () => {
    expect(await read(["a\nb"])).to.deep.equal([
      { number: 1, text: "a", cut: false },
      { number: 2, text: "b", cut: true },
    ]);
    expect(await read([])).to.deep.equal([]);
  });

  it("are passed over where they are too long, and the next one is there", async () => {
    const lines = await read(["x".repeat(30), `${"x".repeat(30)}\nshort\n`, "y".repeat(99)], 50);
    expect(lines.map(({ text }) => text)).to.deep.equal([undefined, "short", undefined]);
  });
});
