import { Command } from "@ainative-code/sdk/command";
import { services } from "../../app/services.ts";
import { installedSchema } from "../../app/installed-schema.ts";

/** Prints the schema of the config. */
export default class ConfigSchema extends Command {
  static override description =
    "Print the JSON Schema of the config file, with the section of each installed plugin, for editors.";
  static override examples = ["<%= config.bin %> config schema > config.schema.json"];

  override async run(): Promise<unknown> {
    await this.parse(ConfigSchema);
    const schema = await installedSchema(services(this.config));
    this.log(JSON.stringify(schema, null, 2));
    return schema;
  }
}
