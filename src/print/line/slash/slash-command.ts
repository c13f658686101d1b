import type { Config } from "@ainative-code/sdk/oclif";
import type { CommandBook } from "../../../app/context/command-book.ts";
import type { LineChat } from "../../../app/line/line-chat.ts";
import type { Services } from "../../../app/services.ts";
import type { Paper } from "../paper.ts";

/** What a command of the conversation works with. */
export interface SlashContext {
  readonly chat: LineChat;
  readonly services: Services;
  readonly oclif: Config;
  readonly paper: Paper;
  /** The prompts with a name. */
  readonly commands: CommandBook;
  /** Runs a prompt as if it had been typed. */
  readonly prompt: (text: string) => Promise<void>;
  /** Waits for one of these letters; Enter is the first. `undefined` where the person stops it. */
  readonly choose: (letters: readonly string[]) => Promise<string | undefined>;
  /** Aborts when the person stops it. */
  readonly signal: AbortSignal;
}

export interface SlashCommand {
  readonly name: string;
  readonly aliases: readonly string[];
  /** What may follow it, for `/help`. */
  readonly argument: string;
  readonly summary: string;
  /** Entered while a turn runs it is done at once, and does not wait for its end. */
  readonly isImmediate?: true;
  /** `leave` ends the conversation. May throw `AinError`. */
  run(argument: string, context: SlashContext): Promise<"leave" | void>;
}
