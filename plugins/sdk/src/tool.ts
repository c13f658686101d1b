import type { FilePart, ImagePart, TextPart } from "./content.ts";
import type { Host } from "./host.ts";
import type { JsonSchema } from "./json-schema.ts";
import type { Files, Processes } from "./machine.ts";
import type { Risk } from "./risk.ts";
import type { UserAnswer, UserQuestion } from "./user-question.ts";

/** What one call is about to touch: the executor asks for permission before the tool runs. */
export type Access =
  | { readonly kind: "read" | "write"; readonly path: string }
  /** `unfenced`: why it has to run outside the fence around commands; the user is asked about that by itself. */
  | { readonly kind: "execute"; readonly command: string; readonly unfenced?: string }
  | { readonly kind: "network"; readonly host: string };

/** What a tool gives back. */
export interface ToolOutput {
  /** A text, or parts where there are images. The executor bounds it. */
  readonly content: string | readonly (TextPart | ImagePart | FilePart)[];
  /** The call did not do what it was asked; the model is told so. */
  readonly isError?: boolean;
  /** What it looked at goes on and has brought nothing new: who waits for it and asks again does not go round in circles. */
  readonly isWaiting?: boolean;
  /** For screens and `--json`, not for the model: a diff, counts. JSON only. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What a call of a tool may use. */
export interface ToolContext {
  /** The working directory, absolute, symlinks resolved. */
  readonly cwd: string;
  readonly signal: AbortSignal;
  readonly files: Files;
  readonly processes: Processes;
  /** Shows progress; the text is shown once and not kept. */
  progress(text: string): void;
  /** Asks the person who uses the program, and waits. Missing in hosts that are older. */
  ask?(question: UserQuestion): Promise<UserAnswer>;
}

/** A call of a tool that is over. */
export interface DoneCall {
  readonly input: Readonly<Record<string, unknown>>;
  /** What the model was told: for a command that returns data, the data as JSON. Bounded. */
  readonly output: string;
}

/**
 * Takes a call back, with the user's consent, perhaps in another process and long after. Gives a sentence that says what
 * it did. A throw is told to the user, and the call counts as not taken back.
 */
export type UndoTool = (call: DoneCall, host: Host, signal: AbortSignal) => Promise<string>;

/**
 * Something the model can do. It never asks for permission, never bounds its output and never logs: the executor does
 * that around every tool. It reaches the machine through `context` and the net through `host`. A throw is reported to
 * the model as a failed call.
 */
export interface Tool<Input = never> {
  readonly name: string;
  readonly description: string;
  readonly risk: Risk;
  /** The arguments; validated before `access` and `run` are called. */
  readonly input: JsonSchema;
  /** What the call will touch. A tool without it is asked about as a whole, by its risk. */
  access?(input: Input): readonly Access[];
  run(input: Input, context: ToolContext, host: Host): Promise<ToolOutput>;
}
