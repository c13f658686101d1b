/** How many answers of the model a request has already seen; for a body of either dialect. */
export function turnOfBody(body: Readonly<Record<string, unknown>>): number {
  const input = body["input"];
  if (Array.isArray(input)) return groups(input.map(isOfModel));
  const messages = body["messages"];
  return Array.isArray(messages) ? messages.filter((message) => member(message, "role") === "assistant").length : 0;
}

/** One answer may be several items in a row: reasoning, a message, calls. */
function groups(ofModel: readonly boolean[]): number {
  return ofModel.filter((yes, index) => yes && ofModel[index - 1] !== true).length;
}

const itemTypes: ReadonlySet<unknown> = new Set(["reasoning", "function_call", "custom_tool_call"]);

function isOfModel(item: unknown): boolean {
  return member(item, "role") === "assistant" || itemTypes.has(member(item, "type"));
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
