import { openAiChat } from "./dialects/openai-chat.ts";
import { openAiResponses } from "./dialects/openai-responses.ts";
import type { ProviderFixture } from "./fixture.ts";
import { answersIn, type Recording } from "./recordings.ts";

const begins = '"response.created"';

/** The answers in a recording of one of OpenAI's two APIs; the setup follows from which it is. */
export function openAiAnswersIn(
  recording: Recording,
  configFor: (api: "responses" | "chat") => ProviderFixture["config"],
): readonly ProviderFixture[] {
  const api = Buffer.from(recording.bytes).includes(begins) ? "responses" : "chat";
  const dialect = api === "responses" ? openAiResponses : openAiChat;
  return answersIn(recording, (payload) => payload.includes(begins)).map((answer) => ({
    ...answer,
    dialect,
    config: configFor(api),
  }));
}
