import type { ConverseStreamOutput, ConverseStreamRequest, CountTokensInput, StopReason } from "@aws-sdk/client-bedrock-runtime";

/** The SDK's type as it stands on the wire: bytes are base64 there, members nobody knows do not exist. */
export type OnWire<T> = T extends Uint8Array
  ? string
  : T extends readonly (infer Item)[]
    ? readonly OnWire<Item>[]
    : T extends object
      ? { readonly [Key in keyof T as Key extends "$unknown" ? never : Key]: OnWire<T[Key]> }
      : T;

/** What a request may hold; the model is in its path. */
export type WireRequest = OnWire<Omit<ConverseStreamRequest, "modelId">>;
export type WireCount = OnWire<CountTokensInput.ConverseMember>;
export type WireStop = StopReason;
/** The names of events, those of exceptions among them. */
export type WireEventName = ConverseStreamOutput extends infer Member ? (Member extends object ? keyof Member : never) : never;
