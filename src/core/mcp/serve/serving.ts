import type { FilePart, ImagePart, JsonSchema, Risk, TextPart } from "@ainative-code/sdk";
import type { ElicitAnswer } from "../connection.ts";
import type { PromptArgument } from "./prompt-arguments.ts";

/** A tool that others may call. */
export interface OfferedTool {
  readonly name: string;
  readonly description: string;
  readonly input: JsonSchema;
  readonly risk: Risk;
}

/** A prompt that others may use; what it is given may be left out. */
export interface OfferedPrompt {
  readonly name: string;
  readonly description: string;
  readonly arguments: readonly PromptArgument[];
}

/** Puts a form before the person at the client. */
export type AskClient = (
  form: { readonly message: string; readonly schema: Readonly<Record<string, unknown>> },
  signal: AbortSignal,
) => Promise<ElicitAnswer>;

export interface CallSurroundings {
  /** The client's own name and version. */
  readonly client: string;
  /** Aborts when the client cancels the call or is gone. One for each call. */
  readonly signal: AbortSignal;
  readonly onOutput: (text: string) => void;
  /** Missing where the client shows no forms. */
  readonly ask?: AskClient | undefined;
}

export interface CallResult {
  readonly content: readonly (TextPart | ImagePart | FilePart)[];
  readonly isError: boolean;
  /** The same as data, where it is an object. */
  readonly structured?: Readonly<Record<string, unknown>> | undefined;
}

/** One client as we see it: what it was granted, what it has read and what it has started belong to it alone. */
export interface ServedClient {
  /** Never throws for what a tool does; throws `AinError` for a prompt or tool that is not there. */
  call(name: string, input: Readonly<Record<string, unknown>>, surroundings: CallSurroundings): Promise<CallResult>;
  prompt(name: string, given: Readonly<Record<string, string>>, surroundings: CallSurroundings): Promise<CallResult["content"]>;
  /** Ends what its calls have started. Never throws. */
  close(): Promise<void>;
}

/** What is offered, to whoever connects. */
export interface Serving {
  readonly tools: readonly OfferedTool[];
  prompts(): Promise<readonly OfferedPrompt[]>;
  client(): ServedClient;
  /** Of the program. */
  readonly version: string;
}
