import type {
  Content,
  FunctionDeclaration,
  GenerateContentConfig,
  GenerationConfig,
  Part,
  SafetySetting,
  Tool,
  ToolConfig,
} from "@google/genai";
import type { generationFields } from "../src/request/options.ts";
import type {
  WireBlob,
  WireCall,
  WireCallingConfig,
  WireFileData,
  WireGenerationConfig,
  WireMedia,
  WireResult,
  WireSafetySetting,
  WireText,
  WireThinkingConfig,
  WireTool,
} from "../src/wire.ts";

/** The vendor's types as they are in JSON: its enums are their words, its classes what they hold. */
type Json<T> = T extends string
  ? `${T}`
  : T extends readonly (infer Each)[]
    ? readonly Json<Each>[]
    : T extends object
      ? { readonly [K in keyof T]: Json<T[K]> }
      : T;

/** Whether the vendor's own types allow what is sent, and know each of its fields. */
type Sent<Ours extends Json<Theirs>, Theirs> = [Exclude<KeysOf<Ours>, KeysOf<Theirs>>] extends [never] ? true : false;

type KeysOf<T> = T extends unknown ? keyof T : never;

/** Compiles where everything is `true`. */
type All<Checks extends readonly true[]> = Checks;

export type Checks = All<
  [
    Sent<WireText, Part>,
    Sent<WireMedia, Part>,
    Sent<WireBlob, NonNullable<Part["inlineData"]>>,
    Sent<WireFileData, NonNullable<Part["fileData"]>>,
    Sent<WireCall, Part>,
    Sent<WireCall["functionCall"], NonNullable<Part["functionCall"]>>,
    Sent<WireResult, Part>,
    Sent<WireResult["functionResponse"], NonNullable<Part["functionResponse"]>>,
    Sent<{ readonly role: "user" | "model"; readonly parts: readonly WireText[] }, Content>,
    Sent<WireTool, Tool>,
    Sent<WireTool["functionDeclarations"][number], FunctionDeclaration>,
    Sent<{ readonly functionCallingConfig: WireCallingConfig; readonly includeServerSideToolInvocations: true }, ToolConfig>,
    Sent<WireGenerationConfig, GenerationConfig>,
    Sent<WireThinkingConfig, NonNullable<GenerationConfig["thinkingConfig"]>>,
    (typeof generationFields)[number] extends keyof GenerationConfig ? true : false,
    keyof WireSafetySetting extends keyof SafetySetting ? true : false,
    TopField extends keyof GenerateContentConfig ? true : false,
  ]
>;

/** Fields of a request beside `contents`; the vendor's own client has them in one flat object. */
type TopField = "cachedContent" | "continuationToken" | "safetySettings" | "systemInstruction" | "toolConfig" | "tools";
