import type { ToolCallPart } from "@ainative-code/sdk";

/** Characters of a command or path that are kept. */
const longest = 300;

/** What a call was about, as far as it says so by the usual names: content it writes is not in it. */
export function subjectOf({ input }: ToolCallPart): { readonly command?: string; readonly path?: string; readonly url?: string } {
  return { ...textAt(input, "command"), ...textAt(input, "path"), ...textAt(input, "url") };
}

function textAt(input: Readonly<Record<string, unknown>>, name: string): Readonly<Record<string, string>> {
  const value = input[name];
  if (typeof value !== "string") return {};
  return { [name]: value.length <= longest ? value : `${value.slice(0, longest)}… (${value.length - longest} characters more)` };
}
