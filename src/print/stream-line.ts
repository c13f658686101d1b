import type { StreamEvent } from "@ainative-code/sdk";
import { printable } from "../app/printable.ts";
import { seconds } from "./tool-line.ts";

/** What a person is told of how an answer comes about; `undefined` for what is the answer itself. */
export function streamLine(event: StreamEvent): string | undefined {
  if (event.type === "retry") return `${sentence(event.error.message)}; trying again in ${seconds(event.delayMs)}.`;
  if (event.type === "fallback") return `${event.from}: ${sentence(event.error.message)}; asking ${event.to} instead.`;
  return event.type === "start" && event.cached === true ? "Answered from the response cache." : undefined;
}

function sentence(text: string): string {
  return printable(text.replace(/[.\s]+$/, ""));
}
