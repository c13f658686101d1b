/**
 * The least a Node program can do to be a coding assistant: asks, shows the answer as it comes, runs the commands it is
 * told to. No plugin, no configuration, no history, no permission, no file: no product, but something to divide by.
 *   floor.ts --version | --help | BASE_URL MODEL PROMPT
 */
import { execFile } from "node:child_process";
import http from "node:http";

interface Call {
  readonly id: string;
  readonly type: "function";
  readonly function: { readonly name: string; arguments: string };
}

interface Delta {
  readonly content?: string | null;
  readonly tool_calls?: readonly (Call & { readonly index: number })[];
}

type Message = Readonly<Record<string, unknown>>;

const parameters = { type: "object", properties: { command: { type: "string" } }, required: ["command"] };
const tools = [{ type: "function", function: { name: "bash", parameters } }];
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const [base = "--help", model = "", prompt = ""] = process.argv.slice(2);

if (base === "--version") console.log("0.0.0");
else if (base === "--help") console.log("floor.ts BASE_URL MODEL PROMPT");
else await talk([{ role: "user", content: prompt }]);

async function talk(messages: readonly Message[]): Promise<void> {
  const { text, calls } = await ask(messages);
  if (calls.length === 0) {
    process.stdout.write("\n");
    agent.destroy();
    return;
  }
  const results: Message[] = [];
  for (const { id, function: { arguments: input } } of calls) {
    results.push({ role: "tool", tool_call_id: id, content: await shell((JSON.parse(input) as { command: string }).command) });
  }
  await talk([...messages, { role: "assistant", content: text === "" ? null : text, tool_calls: calls }, ...results]);
}

async function shell(command: string): Promise<string> {
  return new Promise((resolve) => {
    execFile("/bin/sh", ["-c", command], (_, stdout, stderr) => {
      resolve(stdout + stderr);
    });
  });
}

async function ask(messages: readonly Message[]): Promise<{ readonly text: string; readonly calls: readonly Call[] }> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json" };
    const request = http.request(`${base}/chat/completions`, { method: "POST", agent, headers }, (response) => {
      const calls: Call[] = [];
      let text = "";
      let rest = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        const lines = (rest + chunk).split("\n");
        rest = lines.pop() ?? "";
        let shown = "";
        for (const line of lines) if (line.startsWith("data: {")) shown += take(line, calls);
        text += shown;
        if (shown !== "") process.stdout.write(shown);
      });
      response.on("end", () => {
        resolve({ text, calls });
      });
    });
    request.on("error", reject);
    request.end(JSON.stringify({ model, stream: true, messages, tools }));
  });
}

/** The text in one event; tool calls are put together in `calls`. */
function take(line: string, calls: Call[]): string {
  const { choices } = JSON.parse(line.slice("data: ".length)) as { readonly choices: readonly { readonly delta?: Delta }[] };
  const delta = choices[0]?.delta;
  for (const { index, ...call } of delta?.tool_calls ?? []) {
    const known = calls[index];
    if (known === undefined) calls[index] = call;
    else known.function.arguments += call.function.arguments;
  }
  return delta?.content ?? "";
}
