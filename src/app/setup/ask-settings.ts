import type { ConfigKey } from "../../core/config/config-key.ts";
import { shown } from "../../core/config/secret-reference.ts";
import { textValue } from "../../core/config/text-value.ts";
import type { SetupGroup } from "../../core/setup/setup-group.ts";
import { checkSchema } from "../../infra/schema/check-schema.ts";
import type { SetupContext } from "./setup-context.ts";

/**
 * The settings of a group as a person answers them; secrets are left out, they go their own way. What a flag has said is
 * not asked. An answer that changes nothing is no answer.
 */
export async function askSettings(context: SetupContext, group: SetupGroup): Promise<Readonly<Record<string, unknown>>> {
  const { questions, services, flags } = context;
  const answers: Record<string, unknown> = {};
  if (questions === undefined) return answers;
  const config = await services.config();
  for (const { key, title } of group.questions) {
    // What is written would not count against a variable or a lock.
    const isFixed = config.source(key.name)?.layer === "env" || config.locked(key.name) !== undefined;
    if (key.secret || isFixed || Object.hasOwn(flags.settings, key.name)) continue;
    const current: unknown = config.entries().find((entry) => entry.key === key.name)?.value;
    const options = key.schema["enum"];
    const preset = current === undefined ? "" : textOf(current);
    const answer = Array.isArray(options)
      ? await questions.choose(title, options.map((value: unknown) => ({ name: textOf(value), value })), current)
      : textValue((await questions.text(`${title}:`, preset, (text) => problemOf(text, key))).trim(), key.schema);
    if (answer !== "" && textOf(answer) !== preset) answers[key.name] = answer;
  }
  return answers;
}

function problemOf(text: string, key: ConfigKey): string | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return key.required ? "It can't be left empty." : undefined;
  return checkSchema(key.schema, textValue(trimmed, key.schema))[0]?.message;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? String(shown(value, false)) : JSON.stringify(value);
}
