import type { Usage } from "@ainative-code/sdk";

/** The sum of two answers' usage. What only one of them reports counts as it is; raw objects are not summed. */
export function addUsage(a: Usage | undefined, b: Usage | undefined): Usage | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const cacheWrite1h = optionalSum(a.input.cacheWrite1h, b.input.cacheWrite1h);
  const text = optionalSum(a.output.text, b.output.text);
  const thinking = optionalSum(a.output.thinking, b.output.thinking);
  return {
    input: {
      total: a.input.total + b.input.total,
      fresh: a.input.fresh + b.input.fresh,
      cacheRead: a.input.cacheRead + b.input.cacheRead,
      cacheWrite: a.input.cacheWrite + b.input.cacheWrite,
      ...(cacheWrite1h === undefined ? {} : { cacheWrite1h }),
    },
    output: {
      total: a.output.total + b.output.total,
      ...(text === undefined ? {} : { text }),
      ...(thinking === undefined ? {} : { thinking }),
    },
  };
}

function optionalSum(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : a + b;
}
