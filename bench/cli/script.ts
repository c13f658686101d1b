interface Request {
  readonly model: string;
  readonly messages: readonly { readonly role: string }[];
}

/** How the last answer of each script ends: a run that does not show it is broken. */
export const lastWords = { hello: "Hello from the server.", stream: "endofstream", agent: "All turns done." } as const;

/** The server-sent events that answer a request, without the closing mark. Throws where the script is unknown. */
export function answerTo(parsed: unknown): readonly string[] {
  const { model, messages } = parsed as Request;
  const [kind, count] = model.split("-");
  switch (kind) {
    case "hello":
      return said(model, lastWords.hello.match(/\S+ ?/g) ?? []);
    case "stream":
      return said(model, tokens(Number(count)));
    case "markdown":
      return said(model, markdown(Number(count)));
    case "agent": {
      const turn = messages.filter(({ role }) => role === "tool").length;
      return turn < Number(count) ? called(model, turn + 1, "bash", { command: `echo turn-${turn + 1}` }) : said(model, [lastWords.agent]);
    }
    case "read": {
      const turn = messages.filter(({ role }) => role === "tool").length;
      // Another part of the file each time: the same one over and over would be a model that goes round in circles.
      const input = { path: "/etc/hostname", limit: turn + 1 };
      return turn < Number(count) ? called(model, turn + 1, "read", input) : said(model, [lastWords.agent]);
    }
    default:
      throw new Error(`There is no script "${model}".`);
  }
}

function tokens(count: number): readonly string[] {
  const words = Array.from({ length: count - 1 }, (_, index) => `word${index % 1009}${index % 14 === 13 ? ".\n" : " "}`);
  return [...words, lastWords.stream];
}

const page = "## A heading\n\nSome **strong words** and `code`, a [link](https://a.example/b) and *more* of it.\n\n- one item\n- **another** item\n\n```ts\nconst a = b_c_d(1);\n\nreturn a;\n```\n\n";

/** Pages of Markdown in pieces as small as tokens. */
function markdown(count: number): readonly string[] {
  const pieces = page.match(/\w{1,6}|\W{1,2}/g) ?? [];
  return [...Array.from({ length: count - 2 }, (_, index) => pieces[index % pieces.length] ?? ""), "\n\n", lastWords.stream];
}

function said(model: string, pieces: readonly string[]): readonly string[] {
  return [
    event(model, { role: "assistant", content: "" }),
    ...pieces.map((content) => event(model, { content })),
    event(model, {}, "stop"),
    usage(model, pieces.length),
  ];
}

function called(model: string, turn: number, name: string, input: object): readonly string[] {
  const call = { index: 0, id: `call_${turn}`, type: "function", function: { name, arguments: "" } };
  return [
    event(model, { role: "assistant", content: null, tool_calls: [call] }),
    event(model, { tool_calls: [{ index: 0, function: { arguments: JSON.stringify(input) } }] }),
    event(model, {}, "tool_calls"),
    usage(model, 20),
  ];
}

const fixed = { id: "chatcmpl-bench", object: "chat.completion.chunk", created: 1_790_000_000 };

function event(model: string, delta: object, finish: string | null = null): string {
  const choices = [{ index: 0, delta, logprobs: null, finish_reason: finish }];
  return `data: ${JSON.stringify({ ...fixed, model, choices })}\n\n`;
}

function usage(model: string, completion: number): string {
  const usage = { prompt_tokens: 2000, completion_tokens: completion, total_tokens: 2000 + completion };
  return `data: ${JSON.stringify({ ...fixed, model, choices: [], usage })}\n\n`;
}
