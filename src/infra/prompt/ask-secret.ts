import { leftPrompt } from "./left-prompt.ts";

/** Asks for something that is not shown while it is typed. On stderr; throws `cancelled` when the person leaves. */
export async function askSecret(message: string): Promise<string> {
  const { password } = await import("@inquirer/prompts");
  return password({ message, mask: "*" }, { output: process.stderr }).catch(leftPrompt);
}
