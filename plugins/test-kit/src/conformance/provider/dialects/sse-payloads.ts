/** The JSON payloads of the events in an event stream that were closed by an empty line; `[DONE]` is left out. */
export function ssePayloads(body: string): readonly unknown[] {
  const blocks = body
    .replace(/^\uFEFF/, "")
    .replaceAll(/\r\n?/g, "\n")
    .split("\n\n")
    .slice(0, -1);
  return blocks.flatMap((block) => {
    const data = block.split("\n").flatMap((line) => (line.startsWith("data:") ? [line.slice(5).replace(/^ /, "")] : []));
    const text = data.join("\n");
    return data.length === 0 || text.startsWith("[DONE]") ? [] : [parsed(text)];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
