/**
 * Whether a colour that a terminal names for its background is a light one: `rgb:ffff/ffff/ffff`, with one to four
 * hexadecimal digits for each part, as X11 writes colours. `undefined` for anything else.
 */
export function isLightBackground(colour: string): boolean | undefined {
  const parts = /^rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})/i.exec(colour)?.slice(1);
  if (parts === undefined) return undefined;
  const [red = 0, green = 0, blue = 0] = parts.map((part) => Number.parseInt(part, 16) / (16 ** part.length - 1));
  return weights.red * red + weights.green * green + weights.blue * blue > 0.5;
}

/** How bright each part looks (ITU-R BT.601). */
const weights = { red: 0.299, green: 0.587, blue: 0.114 };
