/** An MCP server over stdio with so many tools, each of which says its own name. */
import { createInterface } from "node:readline";

interface Request {
  readonly id?: number;
  readonly method: string;
  readonly params?: { readonly protocolVersion?: string; readonly name?: string };
}

const description = "Looks a thing up by its name and its kind, and says when it was changed last. ".repeat(3);
const properties = { name: { type: "string", description: "The name." }, kind: { type: "string", description: "The kind." } };
const tools = Array.from({ length: Number(process.argv[2] ?? 200) }, (_, index) => ({
  name: `look_up_${index}`,
  description,
  inputSchema: { type: "object", properties },
}));

function answerTo({ method, params }: Request): object {
  if (method === "initialize") {
    const serverInfo = { name: "many", version: "1" };
    return { protocolVersion: params?.protocolVersion, capabilities: { tools: {} }, serverInfo };
  }
  return method === "tools/list" ? { tools } : { content: [{ type: "text", text: String(params?.name) }] };
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line) as Request;
  if (request.id !== undefined) process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", id: request.id, result: answerTo(request) })}\n`);
}
