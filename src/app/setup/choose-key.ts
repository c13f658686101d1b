import { AinError } from "@ainative-code/sdk";
import { configSchemaOf } from "../../core/config/config-schema.ts";
import { sectionName } from "../../core/config/section-name.ts";
import type { KeySource } from "../../core/setup/key-source.ts";
import type { FoundProvider } from "../../core/setup/found-provider.ts";
import { readStdin } from "../../infra/terminal/read-stdin.ts";
import type { Draft, KeyChoice } from "./draft.ts";
import type { SetupContext } from "./setup-context.ts";

const pipe = 'Or pipe it in: printf %s "$KEY" | ainative-code setup --non-interactive --key-from stdin';

/** The key that was named, or that a person gives; else the one that is set. `not-configured` where one is needed. */
export async function chooseKey(context: SetupContext, provider: FoundProvider, settings: Draft["settings"]): Promise<KeyChoice> {
  const { flags, questions } = context;
  if (flags.keyFrom !== undefined) return named(context, provider, flags.keyFrom);
  // Other settings may mean another server, and only it knows.
  const isOther = Object.keys(settings).some((name) => name.startsWith(`plugins.${sectionName(provider.plugin)}.`));
  const isFree = !provider.needsKey || isOther;
  const answers = !isOther && isFree && provider.key === undefined && provider.silence === undefined;
  if (provider.secret === undefined || answers) return { kind: "as-is" };
  if (questions !== undefined) return ask(context, provider, isFree);
  if (provider.key !== undefined || isFree) return { kind: "as-is" };
  const variables = await variablesOf(context, provider);
  throw new AinError("not-configured", `${provider.id} needs a key, and none was found.`, {
    actions: [`Set ${variables.at(-1) ?? "its variable"}, or name another one: --key-from env:NAME`, pipe],
  });
}

async function named({ services, signal }: SetupContext, provider: FoundProvider, source: KeySource): Promise<KeyChoice> {
  if (provider.secret === undefined) {
    throw new AinError("invalid-input", `${provider.id} takes no key.`, { actions: ["Leave out --key-from"] });
  }
  if (source.from === "variable") {
    if ((services.environment.env[source.name] ?? "").trim() !== "") return { kind: "variable", name: source.name };
    const actions = [`Set it: export ${source.name}=...`];
    throw new AinError("not-configured", `The variable ${source.name} is not set.`, { actions });
  }
  const value = (await readStdin({ optional: false, signal })).trim();
  if (value === "") throw new AinError("invalid-input", "Standard input held no key.", { actions: [pipe.replace("Or p", "P")] });
  return { kind: "given", value };
}

async function ask({ questions, services }: SetupContext, provider: FoundProvider, isFree: boolean): Promise<KeyChoice> {
  if (questions === undefined) return { kind: "as-is" };
  const { key } = provider;
  const found = key?.source.variable === undefined ? "Keep the key that is set" : `Use the key in ${key.source.variable}`;
  const way = await questions.choose(`The key for ${provider.id}:`, [
    ...(key === undefined ? [] : [{ name: found, value: "as-is" as const }]),
    ...(key === undefined && isFree ? [{ name: "None", value: "as-is" as const }] : []),
    { name: "Type or paste one", value: "type" as const },
    { name: "Take it from another variable", value: "variable" as const },
  ]);
  if (way === "as-is") return { kind: "as-is" };
  if (way === "type") return { kind: "given", value: (await questions.hidden("Key:")).trim() };
  const name = await questions.text("Name of the variable:", "", (text) =>
    (services.environment.env[text.trim()] ?? "").trim() === "" ? "This variable is not set." : undefined,
  );
  return { kind: "variable", name: name.trim() };
}

async function variablesOf({ services }: SetupContext, { secret }: FoundProvider): Promise<readonly string[]> {
  const { keys } = configSchemaOf(await services.pluginSchemas());
  return keys.get(secret?.key ?? "")?.variables ?? [];
}
