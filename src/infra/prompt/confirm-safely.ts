import { leftPrompt } from "./left-prompt.ts";

/** Asks yes or no; Enter means no. On stderr; throws `cancelled` when the person leaves. */
export async function confirmSafely(message: string): Promise<boolean> {
  const { confirm } = await import("@inquirer/prompts");
  return confirm({ message, default: false }, { output: process.stderr }).catch(leftPrompt);
}
