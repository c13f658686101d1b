/**
 * Text from a model, a tool or a file, made harmless for a terminal: no escape sequence, no control character but tab
 * and newline, no bidirectional override. What was there is shown as its escape.
 */
export function printable(text: string): string {
  // The test is one pass without allocation; nearly every text passes it.
  if (!unsafe.test(text)) return text;
  return text.replaceAll("\r\n", "\n").replaceAll(unsafeAll, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const pattern = "[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069]";
const unsafe = new RegExp(pattern);
const unsafeAll = new RegExp(pattern, "g");
