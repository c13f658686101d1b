import { expect } from "chai";
import { createOutputBuffer } from "../../../src/infra/process/output-buffer.ts";

describe("createOutputBuffer", () => {
  const filled = (maxBytes: number, chunks: readonly string[]): string => {
    const buffer = createOutputBuffer(maxBytes);
    for (const chunk of chunks) buffer.add(Buffer.from(chunk));
    return buffer.text();
  };

  it("gives back all of an output within the bound", () => {
    expect(filled(10, ["hello", "world"])).to.equal("helloworld");
    expect(filled(10, [])).to.equal("");
  });

  it("keeps the first and the last half of a longer one", () => {
    expect(filled(10, ["0123456789", "abcdefghij", "XYZ"])).to.equal("01234\n[... 13 bytes left out ...]\nijXYZ");
  });

  it("comes to the same however the output is cut into chunks", () => {
    const text = Array.from({ length: 500 }, (_, index) => String(index)).join(" ");
    const whole = filled(64, [text]);
    for (const size of [1, 3, 31, 32, 33, 64, 100]) {
      const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, index) => text.slice(index * size, (index + 1) * size));
      expect(filled(64, chunks), `chunks of ${size}`).to.equal(whole);
    }
  });

  it("cuts between characters", () => {
    for (let maxBytes = 8; maxBytes <= 24; maxBytes++) {
      const text = filled(maxBytes, ["aä€😀".repeat(20)]);
      expect(text, `${maxBytes} bytes`).not.to.contain("\uFFFD");
    }
  });

  it("does not grow with the output", () => {
    const buffer = createOutputBuffer(1000);
    const chunk = Buffer.alloc(1024 * 1024, "x");
    const before = process.memoryUsage().arrayBuffers;
    for (let count = 0; count < 200; count++) buffer.add(chunk);
    expect(process.memoryUsage().arrayBuffers - before).to.be.lessThan(3 * 1024 * 1024);
    expect(buffer.total).to.equal(200 * 1024 * 1024);
  });
});
