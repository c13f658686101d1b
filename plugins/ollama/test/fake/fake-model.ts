/** A line of an answer, without what the server adds to it. */
export interface FakeLine {
  readonly content?: string;
  readonly thinking?: string;
  readonly tool_calls?: readonly unknown[];
}

/** A model that a fake server has. */
export interface FakeModel {
  readonly name: string;
  /** Default: completion and tools. `undefined` as an old server: it does not tell. */
  readonly capabilities?: readonly string[] | undefined;
  /** Tokens it was made for. Default 131,072. */
  readonly contextLength?: number;
  readonly family?: string;
  /** Lines of `name value`. */
  readonly parameters?: string;
  /** What it answers. Default: one line, `Hello.` */
  readonly answer?: readonly FakeLine[] | ((body: FakeBody) => readonly FakeLine[]);
  readonly doneReason?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A message as it reached the server. */
export interface FakeMessage {
  readonly role: string;
  readonly content: string;
  readonly thinking?: string;
  readonly images?: readonly string[];
  readonly tool_calls?: readonly unknown[];
  readonly tool_name?: string;
  readonly tool_call_id?: string;
}

/** A chat request as it reached the server. */
export interface FakeBody {
  readonly model: string;
  readonly messages: readonly FakeMessage[];
  readonly tools?: readonly unknown[];
  readonly think?: unknown;
  readonly format?: unknown;
  readonly keep_alive?: unknown;
  readonly truncate?: boolean;
  readonly shift?: boolean;
  readonly options: Readonly<Record<string, unknown>>;
}
