import { toAinError } from "@ainative-code/sdk";
import { listModels } from "../../../app/list-models.ts";
import { printable } from "../../../app/printable.ts";
import type { SlashCommand, SlashContext } from "./slash-command.ts";

/** Models that are told without being asked for by name. */
const maxTold = 30;

export const commandModel: SlashCommand = {
  name: "model",
  aliases: ["models"],
  argument: "[PROVIDER/MODEL]",
  summary: "Show the model, or go on with another one.",
  async run(argument, context) {
    const { chat, paper } = context;
    if (argument === "") {
      paper.print(`The model is ${printable(chat.chat.model)}. Another one: /model PROVIDER/MODEL\n`);
      paper.print(await modelsToldBy(chat.chat.model.split("/", 1)[0] ?? "", context));
      return;
    }
    await chat.change({ model: argument });
    paper.print(`From now on ${printable(chat.chat.model)} answers.\n`);
  },
};

async function modelsToldBy(provider: string, { services, signal }: SlashContext): Promise<string> {
  try {
    const models = await listModels(services, provider, signal, () => undefined);
    const left = models.length - maxTold;
    const more = left > 0 ? [`[… ${left} more: ainative-code models list ${provider}]`] : [];
    return [...models.slice(0, maxTold).map(({ ref }) => `  ${printable(ref)}`), ...more].map((line) => `${line}\n`).join("");
  } catch (thrown) {
    return `${printable(toAinError(thrown).message)}\n`;
  }
}
