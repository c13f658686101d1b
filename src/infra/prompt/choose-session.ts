import { AinError } from "@ainative-code/sdk";
import { select } from "@inquirer/prompts";
import type { Session } from "../../core/sessions/store.ts";

/** Lets a person choose one of some sessions; gives its id. Throws `cancelled` when they leave. */
export async function chooseSession(sessions: readonly Session[]): Promise<string> {
  try {
    return await select(
      {
        message: "Go on with which session?",
        choices: sessions.map(({ id, title, updatedAt }) => ({
          name: `${updatedAt.slice(0, 16).replace("T", " ")}  ${title}`,
          value: id,
        })),
      },
      { output: process.stderr },
    );
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === "ExitPromptError") {
      throw new AinError("cancelled", "No session was chosen.", { cause: thrown });
    }
    throw thrown;
  }
}
