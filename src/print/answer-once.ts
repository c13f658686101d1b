import type { Chat } from "../app/chat.ts";
import { exitCodeOfOutcome } from "./exit-code.ts";
import type { Face } from "./face.ts";
import { processOutput } from "./process-output.ts";

/** Answers one prompt and closes the conversation. Gives the exit code. */
export async function answerOnce(
  chat: Pick<Chat, "run" | "close">,
  prompt: string,
  signal: AbortSignal,
  face: Face,
): Promise<number> {
  try {
    const result = await face(chat.run(prompt, signal), processOutput);
    return exitCodeOfOutcome(result.outcome);
  } finally {
    await chat.close();
  }
}
