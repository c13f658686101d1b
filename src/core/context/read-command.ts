import { splitRules } from "../permissions/rule.ts";
import type { CommandOrigin, OwnCommand } from "./own-command.ts";

interface CommandSource {
  readonly name: string;
  readonly origin: CommandOrigin;
  readonly path: string;
  /** Of its head. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** A command from its file, or what is wrong with that: `problem` follows the file's name. */
export function readCommand({ name, origin, path, fields, body }: CommandSource): OwnCommand | { readonly problem: string } {
  const { description, "argument-hint": hint, "allowed-tools": tools, model } = fields;
  if (!/^[\w][\w.:-]*$/.test(name)) return { problem: "is no command: its name needs letters, digits, - and _ only" };
  if (body.trim() === "") return { problem: "is no command: it has no text" };
  if (model !== undefined && !(typeof model === "string" && /^[^/\s]+\/\S+$/.test(model))) {
    return { problem: `is no command: its model has to be PROVIDER/MODEL, not ${JSON.stringify(model)}` };
  }
  const allowedTools = rulesIn(tools);
  if (allowedTools === undefined) return { problem: "is no command: allowed-tools has to be a list of permission rules" };
  return {
    name,
    origin,
    path,
    summary:
      typeof description === "string" ? description : (body.trim().split("\n", 1)[0] ?? "").replace(/^#+\s*/, "").slice(0, 80),
    argument: Array.isArray(hint) ? hint.map((one) => `[${String(one)}]`).join(" ") : typeof hint === "string" ? hint : "",
    allowedTools,
    ...(model === undefined ? {} : { model }),
    body,
  };
}

/** Other programs write them with capitals, and with a colon before a star. */
export function rulesIn(tools: unknown): readonly string[] | undefined {
  if (tools === undefined || tools === null) return [];
  const texts = typeof tools === "string" ? splitRules(tools) : Array.isArray(tools) ? tools : undefined;
  return texts?.every((text) => typeof text === "string") === true
    ? texts.map((text) => text.trim()).filter((text) => text !== "")
    : undefined;
}
