import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { FrameDecoder } from "../../src/frames/frame-decoder.ts";
import type { HeaderValue } from "../../src/frames/frame-headers.ts";
import { fixtureBody, frame } from "../framing.ts";

interface Told {
  readonly headers: Readonly<Record<string, HeaderValue>>;
  readonly payload: string;
}

/** The frames of chunks, and whether one was left that is not whole. */
function decoded(chunks: readonly Uint8Array[]): { readonly frames: readonly Told[]; readonly isInside: boolean } {
  const frames: Told[] = [];
  const decoder = new FrameDecoder(({ headers, payload }) => {
    frames.push({ headers: Object.fromEntries(headers), payload: payload.toString() });
  });
  for (const chunk of chunks) decoder.push(chunk);
  return { frames, isInside: decoder.isInside };
}

const prelude = (length: number, headers: number): Buffer => {
  const bytes = Buffer.from(frame({}, ""));
  bytes.writeUInt32BE(length, 0);
  bytes.writeUInt32BE(headers, 4);
  return bytes.subarray(0, 8);
};

describe("the frames of an event stream", () => {
  const body = fixtureBody("thinking-parallel-calls");

  it("are the same however their bytes are cut", () => {
    const whole = decoded([body]);
    expect(whole.frames).to.have.lengthOf(17);
    expect(decoded(Array.from(body, (_, at) => body.subarray(at, at + 1)))).to.deep.equal(whole);
    for (let at = 0; at <= body.length; at += 7) expect(decoded([body.subarray(0, at), body.subarray(at)])).to.deep.equal(whole);
  });

  it("are told up to the one that is not whole", () => {
    const lengths = new Set<number>();
    for (let at = 0; at < body.length; at += 1) {
      const { frames, isInside } = decoded([body.subarray(0, at)]);
      lengths.add(frames.length);
      const told = frames.length === 0 ? 0 : endOf(body, frames.length);
      expect(isInside, `cut at ${at}`).to.equal(told !== at);
    }
    expect(lengths.size).to.equal(17);
  });

  it("are refused with any bit of any byte turned", () => {
    const small = Buffer.concat([frame({ ":event-type": "a" }, "{}"), frame({ ":event-type": "b" }, "{}")]);
    for (let at = 0; at < small.length; at += 1) {
      for (const bit of [1, 128]) {
        const spoiled = Buffer.from(small);
        spoiled.writeUInt8((spoiled[at] ?? 0) ^ bit, at);
        expect(() => decoded([spoiled]), `byte ${at}`).to.throw().with.property("code", "protocol");
      }
    }
  });

  it("are refused where they are too long, or their lengths contradict each other", async () => {
    const { crc32 } = await import("node:zlib");
    for (const [length, headers] of [[25_300_000, 0], [15, 0], [32, 17], [4_294_967_295, 0]] as const) {
      const bytes = prelude(length, headers);
      const sum = Buffer.alloc(4);
      sum.writeUInt32BE(crc32(bytes));
      expect(() => decoded([Buffer.concat([bytes, sum])])).to.throw().with.property("code", "protocol");
    }
  });

  it("may be large, in small pieces, at a cost that grows with their size only", () => {
    const large = frame({ ":event-type": "a" }, "x".repeat(4_000_000));
    const chunks = Array.from({ length: Math.ceil(large.length / 1000) }, (_, index) => large.subarray(index * 1000, (index + 1) * 1000));
    expect(decoded(chunks).frames[0]?.payload).to.have.lengthOf(4_000_000);
  });

  it("are refused where their headers break off or have an unknown type", () => {
    const spoiled = frame({ a: "b" }, "");
    for (const [at, value] of [[14, 10], [12, 200], [16, 90]] as const) {
      const bytes = Buffer.from(spoiled);
      bytes.writeUInt8(value, at);
      expect(() => decoded([resealed(bytes)])).to.throw("headers").with.property("code", "protocol");
    }
  });
});

function endOf(body: Buffer, count: number): number {
  let at = 0;
  for (let frames = 0; frames < count; frames += 1) at += body.readUInt32BE(at);
  return at;
}

function resealed(bytes: Buffer): Buffer {
  const { crc32 } = process.getBuiltinModule("node:zlib");
  bytes.writeUInt32BE(crc32(bytes.subarray(0, -4)), bytes.length - 4);
  return bytes;
}

const vectors = process.env["AINATIVE_VECTORS"] ?? join(import.meta.dirname, "../../../../../shared/vectors");
const official = join(vectors, "eventstream-framing/smithy");

describe("the official cases of the framing", () => {
  if (!existsSync(official)) {
    it(`are not at ${official}: set AINATIVE_VECTORS`, function () {
      this.skip();
    });
    return;
  }
  for (const name of readdirSync(official).filter((file) => file.startsWith("encoded."))) {
    const encoded = readFileSync(join(official, name));
    const expected = readFileSync(join(official, name.replace("encoded", "decoded")), "utf8");
    it(name, () => {
      if (name.includes("negative")) {
        const which = expected.includes("Prelude") ? "the checksum of its beginning" : "its checksum";
        expect(() => decoded([encoded])).to.throw(which);
      } else {
        const told = decoded([encoded]);
        expect({ ...told.frames[0], isInside: told.isInside }).to.deep.equal({ ...meant(expected), isInside: false });
      }
    });
  }
});

/** What an official case says a frame holds: bytes, texts and ids are given as base64. */
function meant(text: string): Told {
  const { headers, payload } = JSON.parse(text) as { headers: { name: string; type: number; value: string | number | boolean }[]; payload: string };
  const valueOf = (type: number, value: string | number | boolean): HeaderValue => {
    if (type === 5 || type === 8) return BigInt(Number(value));
    if (type === 7) return Buffer.from(String(value), "base64").toString();
    return type === 6 || type === 9 ? Buffer.from(String(value), "base64") : value;
  };
  return {
    headers: Object.fromEntries(headers.map(({ name, type, value }) => [name, valueOf(type, value)])),
    payload: Buffer.from(payload, "base64").toString(),
  };
}
