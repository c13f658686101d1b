import type { Message, ProviderRequest } from "@ainative-code/sdk";
import { fingerprint } from "../config/fingerprint.ts";

/** A piece of a request, in the order in which vendors look for what they have cached. */
export interface PrefixPiece {
  /** As a person knows it. */
  readonly name: string;
  readonly print: string;
}

export interface PrefixNames {
  /** The plugin that brings a tool. */
  readonly pluginOf: (tool: string) => string | undefined;
  /** What a block of the head is; `undefined` for one that is none of ours. */
  readonly blockOf: (text: string) => string | undefined;
  /** The plugins that may change requests. */
  readonly changers: readonly string[];
}

/** A message never changes, and a conversation may be long. */
const prints = new WeakMap<Message, string>();

/** The pieces of a request: its tools, its head, what else decides about the cache, its messages. */
export function prefixOf(request: ProviderRequest, names: PrefixNames): readonly PrefixPiece[] {
  const { tools, system, messages, effort, output, toolChoice } = request;
  return [
    ...tools.map((tool) => ({ name: toolName(tool.name, names), print: fingerprint(JSON.stringify(tool)) })),
    ...system.map((text) => ({ name: names.blockOf(text) ?? foreign(names), print: fingerprint(text) })),
    { name: "the effort or the form of the answer", print: JSON.stringify([effort, toolChoice, output]) },
    ...messages.map((message) => ({ name: conversation, print: printOf(message) })),
  ];
}

const conversation = "what was said before (summed up, shortened or taken back)";

/** The first piece that an earlier request had and this one has not at its place; `undefined` where all are there. */
export function brokenAt(before: readonly PrefixPiece[], now: readonly PrefixPiece[]): string | undefined {
  const index = before.findIndex(({ print }, at) => now[at]?.print !== print);
  if (index === -1) return undefined;
  const [old, fresh] = [before[index], now[index]];
  if (old === undefined || old.name === fresh?.name) return old?.name;
  const isGone = !now.some(({ name }) => name === old.name);
  const isNew = fresh !== undefined && !before.some(({ name }) => name === fresh.name);
  if (isNew) return `${fresh.name}, which is new`;
  return isGone ? `${old.name}, which is gone` : `${old.name}, which is at another place`;
}

function toolName(tool: string, { pluginOf }: PrefixNames): string {
  const plugin = pluginOf(tool);
  return plugin === undefined ? `the tool ${tool}` : `the tool ${tool} of ${plugin}`;
}

function foreign({ changers }: PrefixNames): string {
  return changers.length === 0 ? "a part of the head" : `a part of the head that comes from ${changers.join(" or ")}`;
}

function printOf(message: Message): string {
  const known = prints.get(message);
  if (known !== undefined) return known;
  const print = fingerprint(JSON.stringify([message.role, message.parts]));
  prints.set(message, print);
  return print;
}
