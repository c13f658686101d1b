/**
 * The contract between ainative-code and its plugins. Within a major version, members are added and never changed or
 * removed; what may still change starts with `experimental_`.
 */
export * from "./canonical-request.ts";
export * from "./content.ts";
export * from "./error.ts";
export * from "./exit-code.ts";
export * from "./first-difference.ts";
export * from "./hook.ts";
export * from "./host-of.ts";
export * from "./host.ts";
export * from "./json-schema.ts";
export * from "./machine.ts";
export * from "./manifest.ts";
export * from "./message.ts";
export * from "./model.ts";
export * from "./provider-request.ts";
export * from "./provider.ts";
export * from "./register.ts";
export * from "./risk.ts";
export * from "./stop.ts";
export * from "./stream-event.ts";
export * from "./tape.ts";
export * from "./tape-places.ts";
export * from "./tool.ts";
export * from "./usage.ts";
export * from "./user-question.ts";
