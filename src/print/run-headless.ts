import { AinError } from "@ainative-code/sdk";
import { attachments } from "../app/line/attach.ts";
import { lastAnswer } from "../app/last-answer.ts";
import { openChat, type ChatOptions } from "../app/open-chat.ts";
import { permissionAsk } from "../app/permission-ask.ts";
import { problemText } from "../app/problem-text.ts";
import { readPrompt } from "../app/read-prompt.ts";
import type { Services } from "../app/services.ts";
import type { AgentEvent } from "../core/agent/agent-event.ts";
import { answerOnce } from "./answer-once.ts";
import { faceFor, type OutputFormat } from "./face-for.ts";
import { processOutput } from "./process-output.ts";
import { converseByLines } from "./stream-input/converse.ts";
import { StreamQuestions } from "./stream-input/questions.ts";

export interface HeadlessOptions {
  readonly chat: Omit<ChatOptions, "ask" | "onProblem">;
  readonly prompt: string | undefined;
  readonly format: OutputFormat;
  /** Prompts come line by line. */
  readonly byLines: boolean;
  /** Nobody is asked. */
  readonly neverAsk: boolean;
  readonly partial: boolean;
  readonly quiet: boolean;
  /** The file for the last answer. */
  readonly lastMessage: string | undefined;
  readonly warnings: readonly string[];
  readonly signal: AbortSignal;
}

/** Answers without a conversation in a terminal. Gives the exit code; throws `AinError` for what can't be begun. */
export async function runHeadless(services: Services, options: HeadlessOptions): Promise<number> {
  const { format, signal, partial, quiet, byLines } = options;
  if (byLines) refuseMixture(options);
  const { cwd, tty } = services.environment;
  const notice = (text: string): void => (quiet ? undefined : processOutput.stderr(`${text}\n`));
  const over = options.lastMessage === undefined ? (events: Events): Events => events : lastAnswer(options.lastMessage, cwd);
  for (const warning of options.warnings) notice(`Warning: ${warning}`);
  if (options.chat.ephemeral === true && format === "text") {
    notice("Nothing of this conversation is kept; it can't be gone on with.");
  }
  const steering: string[] = [];
  const open = async (who: Pick<ChatOptions, "ask" | "elicit">): ReturnType<typeof openChat> =>
    openChat(services, {
      ...options.chat,
      ...who,
      steering: () => steering.splice(0),
      onProblem: (problem) => notice(`Warning: ${problemText(problem)}`),
    });
  const face = faceFor(format, { quiet, terminal: tty.stdout, partial, structured: options.chat.jsonSchema !== undefined });
  if (byLines) {
    const write = (line: object): void => void setImmediate(() => processOutput.stdout(`${JSON.stringify(line)}\n`));
    const questions = options.neverAsk ? undefined : new StreamQuestions(write);
    return converseByLines({
      chat: await open({ ask: questions?.ask, elicit: questions?.elicit }),
      questions,
      steering,
      face,
      output: processOutput,
      write,
      signal,
      over,
    });
  }
  const prompt = await readPrompt(options.prompt, signal, notice);
  const chat = await open({ ask: options.neverAsk || format !== "text" ? undefined : permissionAsk(services.environment) });
  // What is piped in may come from anybody: only what was typed names files.
  const { parts, notices } = await attachments(options.prompt ?? "", chat.reach, signal);
  for (const text of notices) notice(text);
  return answerOnce(
    { close: async () => chat.close(), run: (asked, within) => over(chat.run(asked, within, parts)) },
    prompt,
    signal,
    face,
  );
}

type Events = AsyncGenerator<AgentEvent, void>;

function refuseMixture({ format, prompt }: HeadlessOptions): void {
  const [why, action] =
    format !== "stream-json"
      ? ["it has several answers, which only stream-json tells apart", "Add --output-format stream-json"]
      : prompt === undefined
        ? []
        : ["prompts come by standard input", 'Write it there as a line: {"type": "user", "message": {"content": "…"}}'];
  if (why === undefined || action === undefined) return;
  throw new AinError("invalid-input", `--input-format stream-json can't be used so: ${why}.`, { actions: [action] });
}
