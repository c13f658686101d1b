/** The wire formats of OpenAI, which other vendors speak as well: pure mappings from requests and to events. */
export * from "./blocked-categories.ts";
export * from "./chat-dialect.ts";
export { chatApi, chatMessagesOf } from "./chat-messages.ts";
export * from "./chat-reader.ts";
export * from "./chat-request.ts";
export * from "./classify-error.ts";
export * from "./lessons.ts";
export * from "./open-answer.ts";
export * from "./responses-events.ts";
export { responsesApi, responsesInputOf } from "./responses-input.ts";
export * from "./responses-reader.ts";
export * from "./responses-request.ts";
export * from "./unsent.ts";
export * from "./wire.ts";
