import type { JsonObject } from "@ainative-code/provider-kit";

/** The fields of the generateContent API that are sent, as narrow as they are sent. Checked against the vendor's types. */
export interface WireBlob {
  readonly mimeType: string;
  /** Base64. */
  readonly data: string;
}

export interface WireFileData {
  readonly mimeType: string;
  readonly fileUri: string;
}

export interface WireText {
  readonly text: string;
  readonly thought?: true;
  readonly thoughtSignature?: string;
}

export type WireMedia = { readonly inlineData: WireBlob } | { readonly fileData: WireFileData };

export interface WireCall {
  readonly functionCall: { readonly id?: string; readonly name: string; readonly args?: JsonObject };
  readonly thoughtSignature?: string;
}

/** What a call gave: `response` is an object, and its key `$ref` would mean something else. */
export interface WireResult {
  readonly functionResponse: {
    readonly id?: string;
    readonly name: string;
    readonly response: { readonly output: string } | { readonly error: string };
    readonly parts?: readonly { readonly inlineData: WireBlob }[];
  };
}

/** A part; those the vendor has sent go back as they came. */
export type WirePart = WireText | WireMedia | WireCall | WireResult | JsonObject;

export interface WireContent {
  readonly role: "user" | "model";
  readonly parts: readonly WirePart[];
}

export interface WireTool {
  readonly functionDeclarations: readonly {
    readonly name: string;
    readonly description?: string;
    readonly parametersJsonSchema?: JsonObject;
  }[];
}

export interface WireCallingConfig {
  readonly mode: "AUTO" | "ANY" | "NONE";
  readonly allowedFunctionNames?: readonly string[];
}

export interface WireThinkingConfig {
  readonly includeThoughts?: boolean;
  /** Tokens; 0 for none. */
  readonly thinkingBudget?: number;
  readonly thinkingLevel?: "MINIMAL" | "LOW" | "MEDIUM" | "HIGH";
}

export interface WireGenerationConfig {
  readonly maxOutputTokens?: number;
  readonly temperature?: number;
  readonly topP?: number;
  readonly topK?: number;
  readonly stopSequences?: readonly string[];
  readonly responseMimeType?: "application/json";
  readonly responseJsonSchema?: JsonObject;
  readonly thinkingConfig?: WireThinkingConfig;
}

export interface WireSafetySetting {
  readonly category: string;
  readonly threshold: string;
}
