import { AinError, isAinError } from "@ainative-code/sdk";
import type { Choice } from "../../core/setup/questions.ts";
import { failureText } from "../failure-text.ts";
import { providerOf, type Draft } from "./draft.ts";
import type { SetupContext } from "./setup-context.ts";
import type { Stage } from "./stage.ts";

/** Where to go on after a request failed, as a person decides. Throws it on where there is nobody, or they leave. */
export async function afterFailure(context: SetupContext, stage: Stage, thrown: unknown, draft: Draft): Promise<Stage> {
  const { questions, signal } = context;
  const isRequest = stage === "models" || stage === "answer";
  if (questions === undefined || !isRequest || signal.aborted || !isAinError(thrown) || thrown.code === "cancelled") throw thrown;
  questions.tell(failureText(thrown.toJSON()).trimEnd());
  const next = await questions.choose<Stage | "leave">("What now?", [
    ...choices(stage, providerOf(draft).secret !== undefined),
    { name: "Leave; nothing is changed", value: "leave" },
  ]);
  if (next === "leave") throw new AinError("cancelled", "Nothing was changed.", { cause: thrown });
  if (stage === "models" && next === "model") draft.models = undefined;
  return next;
}

function choices(stage: "models" | "answer", takesKey: boolean): Choice<Stage>[] {
  const key: Choice<Stage>[] = takesKey ? [{ name: "Another key", value: "key" }] : [];
  const provider: Choice<Stage> = { name: "Another provider", value: "provider" };
  if (stage === "models") {
    const settings: Choice<Stage> = { name: "Other settings of this provider", value: "settings" };
    return [...key, { name: "Try again", value: "models" }, settings, provider, { name: "Go on all the same", value: "model" }];
  }
  const again: Choice<Stage>[] = [{ name: "Another model", value: "model" }, { name: "Try again", value: "answer" }];
  return [...again, ...key, provider, { name: "Go on all the same", value: "done" }];
}
