import type { ErrorCode, StopReason } from "@ainative-code/sdk";
import type { Dialect } from "./dialect.ts";

/** An answer as bytes, and how the provider is to be set up to get it. */
export interface ProviderFixture {
  readonly name: string;
  readonly body: Uint8Array;
  readonly dialect: Dialect;
  /** The provider's settings, with a server at this origin, for example `http://127.0.0.1:8080`. */
  readonly config: (origin: string) => Readonly<Record<string, unknown>>;
  /** Default: an event stream with a request id. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Its server numbers parts so badly that, once frames are moved, nobody can tell which call a piece belongs to. */
  readonly isVague?: boolean;
  readonly expected?: {
    readonly stop?: StopReason;
    readonly text?: string;
    readonly thinking?: string;
    /** Name and input of each call, in order. */
    readonly calls?: readonly (readonly [string, unknown])[];
    /** The answer fails with this code. */
    readonly error?: ErrorCode;
  };
}

/** A refusal by HTTP status. */
export interface ErrorFixture {
  readonly name: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
  readonly config: (origin: string) => Readonly<Record<string, unknown>>;
  readonly code: ErrorCode;
  readonly retryable: boolean;
  /** Milliseconds. */
  readonly retryAfterMs?: number;
}
