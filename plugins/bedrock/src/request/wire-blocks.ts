/**
 * The blocks and fields of a request, as they stand on the wire: bytes are base64. Aliases, so that they are plain JSON to
 * others.
 */
export type WireImageFormat = "png" | "jpeg" | "gif" | "webp";
export type WireDocumentFormat = "pdf" | "doc" | "docx" | "xls" | "xlsx";

export type WireText = {
  readonly text: string;
};

export type WireSource = { readonly bytes: string } | { readonly s3Location: { readonly uri: string } };

export type WireImage = {
  readonly image: { readonly format: WireImageFormat; readonly source: WireSource };
};

export type WireDocument = {
  readonly document: { readonly format: WireDocumentFormat; readonly name: string; readonly source: WireSource };
};

/** What a user, or the result of a tool, may say. */
export type WireContent = WireText | WireImage | WireDocument;

export type WireToolResult = {
  readonly toolResult: {
    readonly toolUseId: string;
    readonly content: readonly WireContent[];
    readonly status?: "error";
  };
};

export type WireToolUse = {
  readonly toolUse: { readonly toolUseId: string; readonly name: string; readonly input: Readonly<Record<string, unknown>> };
};

export type WireReasoning = {
  readonly reasoningContent:
    | { readonly reasoningText: { readonly text: string; readonly signature?: string } }
    | { readonly redactedContent: string };
};

export type WireCachePoint = {
  readonly cachePoint: { readonly type: "default"; readonly ttl?: "1h" };
};

export type WireToolSpec = {
  readonly toolSpec: {
    readonly name: string;
    readonly description?: string;
    readonly inputSchema: { readonly json: Readonly<Record<string, unknown>> };
  };
};

export type WireToolChoice =
  | { readonly auto: Readonly<Record<string, never>> }
  | { readonly any: Readonly<Record<string, never>> }
  | { readonly tool: { readonly name: string } };

export type WireInference = {
  readonly maxTokens?: number;
  readonly temperature?: number;
  readonly topP?: number;
  readonly stopSequences?: readonly string[];
};

export type WireOutput = {
  readonly textFormat?: {
    readonly type: "json_schema";
    readonly structure: { readonly jsonSchema: { readonly schema: string; readonly name?: string } };
  };
};
