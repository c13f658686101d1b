import type { ModelInfo } from "@ainative-code/sdk";
import { AinError } from "@ainative-code/sdk";
import type { Draft } from "./draft.ts";
import { flagNeeded } from "./flag-needed.ts";
import type { SetupContext } from "./setup-context.ts";

/** The vendor's name of the model: the one that was named or chosen, else the one in the settings or the only one there is. */
export async function chooseModel(context: SetupContext, provider: string, draft: Draft): Promise<string> {
  const { models, model: before } = draft;
  const { flags, questions, services, notice } = context;
  if (flags.model !== undefined) {
    const name = nameOf(flags.model, provider);
    const isUnlisted = models !== undefined && !models.some(({ id }) => id === name);
    if (isUnlisted) notice(`${provider} does not list ${name}; it is taken all the same.`);
    return name;
  }
  const { model } = (await services.config()).core;
  const current = model?.startsWith(`${provider}/`) === true ? nameOf(model, provider) : undefined;
  if (questions !== undefined) {
    const preset = before ?? current;
    const isListed = models !== undefined && models.length > 0;
    if (isListed) return questions.search("Which model? (type to search)", models.map(choiceOf), preset);
    return (await questions.text("Name of the model:", preset ?? "", required)).trim();
  }
  if (current !== undefined) return current;
  const [only, ...others] = models ?? [];
  if (only !== undefined && others.length === 0) return only.id;
  if (models?.length === 0) {
    throw new AinError("unknown-model", `${provider} has no model.`, { actions: ["Get one first, then run this again"] });
  }
  throw flagNeeded(`Which model of ${provider} is not said.`, "--model", (models ?? []).map(({ id }) => `${provider}/${id}`));
}

/** A model is given as `provider/model`, or by its name alone. */
function nameOf(model: string, provider: string): string {
  return model.startsWith(`${provider}/`) ? model.slice(provider.length + 1) : model;
}

function choiceOf({ id, name, maxInput }: ModelInfo): { name: string; value: string; description?: string } {
  const size = maxInput === undefined ? "" : `${maxInput} tokens of context`;
  const description = [name === id ? "" : (name ?? ""), size].filter((text) => text !== "").join(", ");
  return { name: id, value: id, ...(description === "" ? {} : { description }) };
}

function required(text: string): string | undefined {
  return /^\S+$/.test(text.trim()) ? undefined : "A name without spaces.";
}
