import type { ProviderRequest, StreamEvent, Usage } from "@ainative-code/sdk";
import type { ModelStream } from "../providers/model-stream.ts";
import type { Audit } from "./audit-log.ts";

/** Notes how each request to a model ended, and how many tokens it took; nothing of what was said. */
export function auditingStream(stream: ModelStream, actor: string, audit: Audit): ModelStream {
  return async function* audited(request: ProviderRequest): AsyncGenerator<StreamEvent, void> {
    let usage: Usage | undefined;
    for await (const event of stream(request)) {
      if (event.type === "usage" || event.type === "finish") usage = event.usage ?? usage;
      if (event.type === "finish" || event.type === "error") {
        audit({ kind: "answer", actor, detail: { ...endOf(event), ...tokensOf(usage) } });
      }
      yield event;
    }
  };
}

function endOf(event: Extract<StreamEvent, { type: "finish" | "error" }>): Readonly<Record<string, unknown>> {
  if (event.type === "finish") return { stop: event.stop.reason };
  const { code, status, requestId } = event.error;
  return { error: code, status, requestId };
}

function tokensOf(usage: Usage | undefined): object {
  return usage === undefined ? {} : { inputTokens: usage.input.total, outputTokens: usage.output.total };
}
