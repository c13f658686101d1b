/**
 * A short text that differs when `text` differs, by accident at least: FNV-1a over UTF-16 units, in two lanes. Not for
 * secrets or signatures; for a path it costs a hundredth of loading a cryptographic hash.
 */
export function fingerprint(text: string): string {
  let even = 0x811c9dc5;
  let odd = 0x9e3779b9;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    even = Math.imul(even ^ unit, 0x01000193);
    odd = Math.imul(odd ^ (unit + index), 0x01000193);
  }
  return [even, odd].map((lane) => (lane >>> 0).toString(16).padStart(8, "0")).join("");
}
