import type { Message, Part, ProviderRequest, Usage } from "@ainative-code/sdk";
import { summaryHead } from "../agent/compaction-text.ts";
import type { SystemPart } from "../agent/system-prompt.ts";
import { estimateInput, tokensOfChars, tokensOfMessages } from "../cost/estimate-tokens.ts";
import type { CacheLoss } from "./cache-watch.ts";
import { isModeTold } from "../agent/mode-told.ts";
import { isLateRules } from "./late-rules.ts";

export interface ContextShare {
  readonly name: string;
  /** Estimated by its length. */
  readonly tokens: number;
}

/** What fills a model's window. */
export interface ContextReport {
  /** `provider/model`. */
  readonly model: string;
  /** Tokens that it reads at most, where that is known. */
  readonly room: number | undefined;
  /** Of the whole next request. */
  readonly total: number;
  /** `counted` by the vendor, `reported` for the last request and estimated for what came since, or `estimated`. */
  readonly basis: "counted" | "reported" | "estimated";
  readonly groups: readonly { readonly name: string; readonly shares: readonly ContextShare[] }[];
  /** Of the last request. */
  readonly usage: Usage | undefined;
  readonly loss: CacheLoss | undefined;
}

export interface ContextSource {
  readonly model: string;
  readonly room: number | undefined;
  readonly system: readonly SystemPart[];
  readonly request: Pick<ProviderRequest, "system" | "tools" | "messages">;
  readonly pluginOf: (tool: string) => string | undefined;
  /** By the vendor, where it counts. */
  readonly counted: number | undefined;
  readonly usage: Usage | undefined;
  readonly loss: CacheLoss | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export function contextReport(source: ContextSource): ContextReport {
  const { model, room, system, request, counted, usage, loss, now } = source;
  const { fresh, cached } = estimateInput(request, now);
  const isReported = request.messages.some((message) => message.role === "assistant" && message.usage !== undefined);
  const groups = [
    { name: "head", shares: system.map(({ name, text }) => ({ name, tokens: tokensOfChars(text.length) })) },
    { name: "tools", shares: toolShares(source) },
    { name: "messages", shares: messageShares(request.messages) },
  ];
  return {
    model,
    room,
    total: counted ?? fresh + cached,
    basis: counted !== undefined ? "counted" : isReported ? "reported" : "estimated",
    groups: groups.filter(({ shares }) => shares.length > 0),
    usage,
    loss,
  };
}

function toolShares({ request, pluginOf }: ContextSource): readonly ContextShare[] {
  const shares = new Map<string, { count: number; tokens: number }>();
  for (const tool of request.tools) {
    const plugin = pluginOf(tool.name) ?? "unknown";
    const before = shares.get(plugin) ?? { count: 0, tokens: 0 };
    shares.set(plugin, { count: before.count + 1, tokens: before.tokens + tokensOfChars(JSON.stringify(tool).length) });
  }
  return [...shares]
    .map(([plugin, { count, tokens }]) => ({ name: `${plugin} (${count})`, tokens }))
    .sort((a, b) => b.tokens - a.tokens);
}

const kinds = ["summary", "rules told on the way", "mode told", "attachments", "your prompts", "answers", "results of tools"] as const;

function messageShares(messages: readonly Message[]): readonly ContextShare[] {
  const sums = new Map<string, number>();
  for (const { role, parts } of messages) {
    parts.forEach((part, index) => {
      const kind = kindOf(role, part, index);
      sums.set(kind, (sums.get(kind) ?? 0) + tokensOfMessages([{ id: "", role: "user", createdAt: "", parts: [part] }]));
    });
  }
  return kinds.flatMap((name) => (sums.has(name) ? [{ name, tokens: sums.get(name) ?? 0 }] : []));
}

function kindOf(role: Message["role"], part: Part, index: number): (typeof kinds)[number] {
  if (role === "assistant") return "answers";
  if (role === "tool") return "results of tools";
  if (part.type === "text" && part.text.startsWith(summaryHead)) return "summary";
  const isPrompt = part.type === "text" && index === 0;
  if (isLateRules(part)) return "rules told on the way";
  if (isModeTold(part)) return "mode told";
  return isPrompt ? "your prompts" : "attachments";
}
