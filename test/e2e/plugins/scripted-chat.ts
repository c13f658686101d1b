import { startScriptedServer, type CliResult, type JournalEntry, type ScriptedReply } from "@ainative-code/test-kit";
import type { BuiltCli } from "../../boot/built-cli.ts";

export interface ScriptedChat extends CliResult {
  readonly requests: readonly JournalEntry[];
}

/** One prompt to a scripted model; by default one that answers "Done." */
export async function scriptedChat(
  cli: BuiltCli,
  script: readonly ScriptedReply[] = [{ text: "Done." }],
  ...flags: readonly string[]
): Promise<ScriptedChat> {
  await using server = await startScriptedServer({ script });
  const env = { OPENAI_API_KEY: "k", OPENAI_BASE_URL: server.baseURL };
  const ran = await cli.run(["chat", "-p", "go", "-m", "openai/m", ...flags], env);
  return { ...ran, requests: server.requests };
}

/** What the model was told of its calls: the texts of the last messages of a request in the order of the calls. */
export function toolResults(request: JournalEntry | undefined): readonly string[] {
  return messagesOf(request).flatMap(({ role, content }) => (role === "tool" ? [content] : []));
}

export function messagesOf(request: JournalEntry | undefined): readonly { readonly role: string; readonly content: string }[] {
  const messages: unknown = request?.body["messages"];
  return (Array.isArray(messages) ? messages : []).map((message: { readonly role: string; readonly content: unknown }) => ({
    role: message.role,
    content: typeof message.content === "string" ? message.content : JSON.stringify(message.content),
  }));
}
