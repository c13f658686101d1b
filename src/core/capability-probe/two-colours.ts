import { crc32, deflateSync } from "node:zlib";

type Rgb = readonly [number, number, number];

/** Colours that no model takes for one another, as it names them. */
const colours: ReadonlyMap<string, Rgb> = new Map([
  ["red", [255, 0, 0]],
  ["green", [0, 160, 0]],
  ["blue", [0, 0, 255]],
  ["yellow", [255, 230, 0]],
  ["black", [0, 0, 0]],
  ["white", [255, 255, 255]],
]);

export const colourNames: readonly string[] = [...colours.keys()];

/** Pixels of each side: some vendors refuse pictures of fewer than 64. */
const side = 128;

/** A PNG whose upper half has the one of these colours and whose lower half the other. Base64. */
export function twoColours(upper: string, lower: string): string {
  const row = (name: string): readonly number[] => [0, ...Array.from({ length: side }, () => colours.get(name) ?? []).flat()];
  const pixels = Array.from({ length: side }, (_, line) => row(line < side / 2 ? upper : lower)).flat();
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  // Eight bits a channel, red, green and blue.
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = [chunk("IHDR", head), chunk("IDAT", deflateSync(Buffer.from(pixels))), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([signature, ...chunks]).toString("base64");
}

function chunk(type: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const made = Buffer.alloc(named.length + 8);
  made.writeUInt32BE(data.length, 0);
  made.set(named, 4);
  made.writeUInt32BE(crc32(named), named.length + 4);
  return made;
}
