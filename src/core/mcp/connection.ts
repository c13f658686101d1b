/** What one request to a server is made with. */
export interface RequestLimits {
  readonly signal: AbortSignal;
  /** Milliseconds without an answer or a word of progress. */
  readonly timeoutMs: number;
  readonly onProgress?: (text: string) => void;
}

/**
 * An open connection to a server. What a server answers is given as it is, nothing of it checked. Every member throws
 * `AinError`: `timeout`, `cancelled`, `network` where the connection is gone, `auth` where the server wants a login,
 * `protocol` for an answer that is none, `server` for an error of the server's own.
 */
export interface McpConnection {
  /** The server's own name and version. */
  readonly title: string;
  readonly offers: { readonly tools: boolean; readonly prompts: boolean; readonly resources: boolean };
  listTools(limits: RequestLimits): Promise<readonly unknown[]>;
  listPrompts(limits: RequestLimits): Promise<readonly unknown[]>;
  listResources(limits: RequestLimits): Promise<readonly unknown[]>;
  callTool(name: string, input: Readonly<Record<string, unknown>>, limits: RequestLimits): Promise<unknown>;
  readResource(uri: string, limits: RequestLimits): Promise<readonly unknown[]>;
  getPrompt(name: string, given: Readonly<Record<string, string>>, limits: RequestLimits): Promise<readonly unknown[]>;
  /** Ends the connection, and the program where it is one, with all that it has started. Never throws. */
  close(): Promise<void>;
}

/** What a server may ask of us, and what it tells without being asked. */
export interface ServerEvents {
  /** The connection is gone although nobody closed it. */
  readonly onLost: () => void;
  /** Its tools or prompts have changed. */
  readonly onChanged: () => void;
  readonly onLog: (level: "debug" | "info" | "warn" | "error", message: string) => void;
}

/** What a server may ask of the person at the keyboard, through us. */
export interface ServerQuestions {
  /** A form to fill in, or a page to open. `decline` where nobody can be asked. */
  elicit(request: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<ElicitAnswer>;
  /** A question to the model. Throws `AinError` where it is refused. */
  sample(request: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<SampledAnswer>;
}

export interface ElicitAnswer {
  readonly action: "accept" | "decline" | "cancel";
  readonly content?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

export interface SampledAnswer {
  readonly model: string;
  readonly text: string;
  readonly stopReason: string;
}
