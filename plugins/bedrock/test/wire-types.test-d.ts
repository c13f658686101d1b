import type {
  ContentBlock,
  ConverseStreamOutput,
  InferenceConfiguration,
  OutputConfig,
  SystemContentBlock,
  Tool,
  ToolChoice,
  ToolResultContentBlock,
  ToolUseBlock,
} from "@aws-sdk/client-bedrock-runtime";
import type {
  WireCachePoint,
  WireContent,
  WireInference,
  WireOutput,
  WireReasoning,
  WireText,
  WireToolChoice,
  WireToolResult,
  WireToolSpec,
  WireToolUse,
} from "../src/request/wire-blocks.ts";
import type { eventNames } from "../src/stream/converse-reader.ts";
import type { OnWire } from "./wire-types.ts";

/** Whether the vendor's own types allow what is sent, and know each of its fields. */
type Sent<Ours extends OnWire<Theirs>, Theirs> = [Exclude<KeysOf<Ours>, KeysOf<Theirs>>] extends [never] ? true : false;

type KeysOf<T> = T extends unknown ? keyof T : never;

/** What a model or a user writes as JSON: the vendor's types have a word of their own for it. */
type FreeJson = Exclude<OnWire<ToolUseBlock["input"]>, undefined>;

/** Compiles where everything is `true`. */
type All<Checks extends readonly true[]> = Checks;

export type Checks = All<
  [
    Sent<WireContent, ContentBlock>,
    Sent<WireContent, ToolResultContentBlock>,
    Sent<WireToolResult, ContentBlock>,
    Sent<{ readonly toolUse: Omit<WireToolUse["toolUse"], "input"> & { readonly input: FreeJson } }, ContentBlock>,
    Sent<WireReasoning, ContentBlock>,
    Sent<WireCachePoint, ContentBlock>,
    Sent<WireCachePoint | WireText, SystemContentBlock>,
    Sent<WireCachePoint, Tool>,
    Sent<{ readonly toolSpec: Omit<WireToolSpec["toolSpec"], "inputSchema"> & { readonly inputSchema: { readonly json: FreeJson } } }, Tool>,
    Sent<WireToolChoice, ToolChoice>,
    Sent<WireInference, InferenceConfiguration>,
    Sent<WireOutput, OutputConfig>,
    (typeof eventNames)[number] extends KeysOf<ConverseStreamOutput> ? true : false,
  ]
>;
