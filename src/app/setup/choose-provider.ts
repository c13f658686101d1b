import { AinError } from "@ainative-code/sdk";
import { didYouMean } from "../../core/config/did-you-mean.ts";
import { isReady, type FoundProvider } from "../../core/setup/found-provider.ts";
import type { Choice } from "../../core/setup/questions.ts";
import { flagNeeded } from "./flag-needed.ts";
import type { SetupContext } from "./setup-context.ts";

/**
 * The provider that was named; or the one a person chooses; or else the one in the settings, or the only one that can be
 * used as it is.
 */
export async function chooseProvider(context: SetupContext, found: readonly FoundProvider[]): Promise<FoundProvider> {
  const { flags, questions, services } = context;
  const named = flags.provider ?? providerPart(flags.model);
  if (named !== undefined) return foundNamed(found, named);
  const current = providerPart((await services.config()).core.model);
  const ready = found.filter(isReady);
  const known = found.find(({ id }) => id === current);
  if (questions !== undefined) {
    const sorted = [...ready, ...found.filter((one) => !isReady(one))];
    return questions.choose("Which provider shall answer?", sorted.map(choiceOf), known ?? ready[0]);
  }
  const [only, ...others] = known === undefined ? ready : [known];
  if (only !== undefined && others.length === 0) return only;
  const several = `Several could be used: ${ready.map(({ id }) => id).join(", ")}.`;
  const state = only === undefined ? "No key was found, and no server that needs none." : several;
  throw flagNeeded(state, "--provider", found.map(({ id }) => id));
}

function choiceOf(one: FoundProvider): Choice<FoundProvider> {
  const name = `${one.id}  (${stateOf(one)})`;
  return { name, value: one, ...(one.silence === undefined ? {} : { description: one.silence }) };
}

/** What stands behind a provider's name. */
export function stateOf({ key, models, needsKey }: FoundProvider): string {
  if (key?.source.variable !== undefined) return `key in ${key.source.variable}`;
  if (key !== undefined) return "a key is set";
  if (models !== undefined) return `answers, ${models} ${models === 1 ? "model" : "models"}`;
  return needsKey ? "needs a key" : "does not answer";
}

function providerPart(model: string | undefined): string | undefined {
  const slash = model?.indexOf("/") ?? -1;
  return slash > 0 ? model?.slice(0, slash) : undefined;
}

function foundNamed(found: readonly FoundProvider[], id: string): FoundProvider {
  const known = found.find((one) => one.id === id);
  if (known !== undefined) return known;
  const ids = found.map((one) => one.id);
  const close = didYouMean(id, ids);
  const hint = close === undefined ? "" : ` Did you mean "${close}"?`;
  throw new AinError("invalid-input", `There is no provider "${id}" to connect to.${hint}`, {
    actions: [
      `Name one of these: ${ids.join(", ")}`,
      "Or install a plugin that brings it first: ainative-code plugins install PACKAGE",
    ],
  });
}
