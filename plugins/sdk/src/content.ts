/**
 * What a vendor needs back verbatim (signatures, item ids, encrypted reasoning). JSON only; nobody but the provider
 * that wrote it looks inside, and it is stored and sent back unchanged.
 */
export type Native = Readonly<Record<string, unknown>>;

/** Where a piece of text comes from, as the vendor told it. Offsets are UTF-16 units into the text of the part. */
export interface Citation {
  readonly title?: string;
  readonly url?: string;
  readonly citedText?: string;
  readonly start?: number;
  readonly end?: number;
  readonly native?: Native;
}

/** Words of a person, of a model, or of a tool. */
export interface TextPart {
  readonly type: "text";
  readonly text: string;
  readonly citations?: readonly Citation[];
  /** The model declined to answer and this is its explanation. */
  readonly refusal?: boolean;
  readonly native?: Native;
}

/** Exactly one of `data`, `url` and `fileRef` says where the bytes are. */
export interface MediaSource {
  /** IANA media type, for example `image/png`. */
  readonly mediaType: string;
  /** Base64, without a `data:` prefix. */
  readonly data?: string;
  readonly url?: string;
  /** A file already uploaded to the vendor. */
  readonly fileRef?: string;
}

/** A picture. */
export interface ImagePart extends MediaSource {
  readonly type: "image";
}

/** A file, a PDF as a rule. */
export interface FilePart extends MediaSource {
  readonly type: "file";
  readonly name?: string;
}

/** What a model thought, as far as its vendor shows it. */
export interface ThinkingPart {
  readonly type: "thinking";
  /** May be empty where the vendor hides it; the part must still be sent back. */
  readonly text: string;
  readonly redacted?: boolean;
  readonly native?: Native;
}

/** A call of a tool that a model asks for. */
export interface ToolCallPart {
  readonly type: "tool-call";
  /** Unique in its session. */
  readonly id: string;
  readonly name: string;
  /** The parsed arguments; `{}` where they could not be parsed (then `inputError` is set and the tool must not run). */
  readonly input: Readonly<Record<string, unknown>>;
  /** The arguments as the model wrote them. */
  readonly inputText?: string;
  /** Why the arguments are unusable. */
  readonly inputError?: string;
  /** The vendor runs this one itself; the host never does. */
  readonly providerExecuted?: boolean;
  readonly native?: Native;
}

/** `denied`: it was not run, because nobody allowed it. */
export type ToolResultStatus = "ok" | "error" | "denied";

/** What came of a call; `callId` is the `id` of the call. */
export interface ToolResultPart {
  readonly type: "tool-result";
  readonly callId: string;
  readonly name: string;
  readonly content: readonly (TextPart | ImagePart | FilePart)[];
  readonly status: ToolResultStatus;
  readonly native?: Native;
}

/** Anything a vendor sends that has no meaning outside it, for example a compaction block. */
export interface OpaquePart {
  readonly type: "opaque";
  /** `provider.type`, for example `anthropic.compaction`. */
  readonly kind: string;
  readonly native: Native;
}

/** A piece of a message, told apart by `type`. */
export type Part = TextPart | ImagePart | FilePart | ThinkingPart | ToolCallPart | ToolResultPart | OpaquePart;

/** Which endpoint wrote an assistant message. Native data goes back only to the same provider, api and model. */
export interface Origin {
  readonly provider: string;
  /** The wire format, for example `responses`, `chat-completions`, `messages`. */
  readonly api: string;
  /** The model as it was asked for. */
  readonly model: string;
  /** The model as the vendor names the one that answered. */
  readonly responseModel?: string;
  readonly responseId?: string;
  readonly requestId?: string;
}
