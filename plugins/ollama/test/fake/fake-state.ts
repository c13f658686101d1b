import type { ServerResponse } from "node:http";
import type { FakeBody, FakeModel } from "./fake-model.ts";

export interface FakeOptions {
  readonly models: readonly FakeModel[];
  /** The server gives no larger window than this, whatever it is asked for. */
  readonly mostContext?: number;
  /** As servers before `truncate` and `shift`: drops the oldest messages without a word. */
  readonly dropsSilently?: boolean;
  /** Tells what a model can, as new servers do. Default true. */
  readonly tellsShow?: boolean;
  /** Tells with what window a model is loaded, as new servers do. Default true. */
  readonly tellsLoaded?: boolean;
  /** Bytes of a token, by this server's reckoning. Default 4. */
  readonly bytesPerToken?: number;
  /** The list tells capabilities and context, as new servers do. Default true. */
  readonly tellsInList?: boolean;
  /** The key it wants. */
  readonly key?: string;
}

/** What a model is loaded with. */
export interface Loaded {
  readonly window: number;
  readonly shift: boolean;
}

/** What a fake server knows and has seen. */
export interface FakeState {
  readonly options: FakeOptions;
  readonly loaded: Map<string, Loaded>;
  readonly chats: FakeBody[];
  /** Each load of a model, with its window. */
  readonly loads: number[];
  /** Method and path of each request. */
  readonly asked: string[];
}

/** The model by its name, `latest` or not. */
export function modelNamed({ options }: FakeState, name: string): FakeModel | undefined {
  return options.models.find((model) => model.name === name || model.name === `${name}:latest`);
}

export function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(value));
}
