import { themes, type Theme } from "../../core/config/ui-schema.ts";
import type { SetupContext } from "./setup-context.ts";

const names: Readonly<Record<Theme, string>> = {
  auto: "Ask the terminal for its background",
  dark: "For a dark background",
  light: "For a light background",
  none: "No colours",
};

/** The theme that a person picks; `undefined` where it stays as it is. */
export async function chooseTheme({ flags, questions, services, samples }: SetupContext): Promise<Theme | undefined> {
  const config = await services.config();
  const isFixed = config.source("ui.theme")?.layer === "env" || config.locked("ui.theme") !== undefined;
  if (questions === undefined || isFixed || Object.hasOwn(flags.settings, "ui.theme")) return undefined;
  const { theme } = config.core.ui;
  const choices = themes.map((value) => ({ name: `${value}  (${names[value]})`, value, sample: samples[value] }));
  const chosen = await questions.choose("Which colours shall a conversation have?", choices, theme);
  return chosen === theme ? undefined : chosen;
}
