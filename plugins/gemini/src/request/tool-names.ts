import type { ToolDeclaration } from "@ainative-code/sdk";

/** What the vendor takes as the name of a tool. */
const valid = /^[A-Za-z_][\w.:-]{0,127}$/;

/** A name as the vendor takes it. */
export function wireNameOf(name: string): string {
  return valid.test(name) ? name : `_${name.replaceAll(/[^\w.:-]/g, "_")}`.slice(0, 128);
}

/** Gives the tools back the names they were declared under. */
export function toolNamesOf(tools: readonly ToolDeclaration[]): (wireName: string) => string {
  const names = new Map(tools.map(({ name }) => [wireNameOf(name), name]));
  return (wireName) => names.get(wireName) ?? wireName;
}
