import type { AinError } from "@ainative-code/sdk";
import { retold } from "../errors/retold.ts";
import type { AgentEvent } from "./agent-event.ts";

/** The events of a run that can't be gone on with: they say so, and nobody is advised to. */
export async function* withoutResume(events: AsyncGenerator<AgentEvent, void>): AsyncGenerator<AgentEvent, void> {
  for await (const event of events) {
    if (event.type === "session") yield { ...event, ephemeral: true };
    else if (event.type === "result" && "error" in event.outcome)
      yield { ...event, outcome: { ...event.outcome, error: withoutAdvice(event.outcome.error) } };
    else yield event;
  }
}

function withoutAdvice(error: AinError): AinError {
  const message = error.message.replace(/; what (had come|was said|had come of the answer)[^;.]* is saved/, "");
  return retold(error, { message, actions: error.actions.filter((action) => !/--(continue|resume)\b/.test(action)) });
}
