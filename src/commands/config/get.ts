import { Args, Command } from "@ainative-code/sdk/command";
import { services } from "../../app/services.ts";

/** Prints one setting. */
export default class ConfigGet extends Command {
  static override description = "Print the value of a setting, or of a group of settings. Secrets are hidden.";
  static override examples = ["<%= config.bin %> config get model", "<%= config.bin %> config get permissions --json"];
  static completes = { key: "config-key" };
  static override args = {
    key: Args.string({ description: "the setting, for example chat.maxTurns", required: true, ignoreStdin: true }),
  };

  override async run(): Promise<unknown> {
    const { args } = await this.parse(ConfigGet);
    const config = await services(this.config).config();
    const value = config.get(args.key);
    this.log(asText(value));
    const source = config.source(args.key);
    return { key: args.key, value: value ?? null, ...(source === undefined ? {} : { source }) };
  }
}

function asText(value: unknown): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}
