import type { Native, Origin, Part } from "./content.ts";
import type { Stop } from "./stop.ts";
import type { Cost, Usage } from "./usage.ts";

interface MessageBase {
  /** Unique; made by the host. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly parts: readonly Part[];
}

/** Words of the program to the model, in the middle of a conversation. */
export interface SystemMessage extends MessageBase {
  readonly role: "system";
}

/** What a person has said and attached. */
export interface UserMessage extends MessageBase {
  readonly role: "user";
  /** It was added while a turn ran, by the person or the program: no turn begins with it. */
  readonly isWithin?: true;
}

/** Milliseconds since the epoch. */
export interface Timings {
  readonly start: number;
  readonly firstToken?: number;
  readonly end: number;
}

/** One answer of a model, with what it took. */
export interface AssistantMessage extends MessageBase {
  readonly role: "assistant";
  readonly origin: Origin;
  readonly stop: Stop;
  readonly usage?: Usage;
  readonly cost?: Cost;
  readonly timings?: Timings;
  readonly warnings?: readonly string[];
  /** It is the answer to an earlier request, or one that was shared: `usage` is what that one took, and this one cost nothing. */
  readonly cached?: true;
  /** The raw items of the turn, where order or grouping cannot be rebuilt from the parts. */
  readonly native?: Native;
}

/** The results of one step, all of them together, in the order of the calls. */
export interface ToolMessage extends MessageBase {
  readonly role: "tool";
}

/** One entry of a conversation, told apart by `role`. */
export type Message = SystemMessage | UserMessage | AssistantMessage | ToolMessage;
