import { Command, Flags } from "@ainative-code/sdk/command";
import { openSetup } from "../app/setup/open-setup.ts";
import { keyStores } from "../app/setup/setup-context.ts";
import { permissionModes } from "../app/permission-modes.ts";
import { services } from "../app/services.ts";
import { themeSamples } from "../print/line/theme-samples.ts";
import { setupText } from "../print/setup-text.ts";

/** Makes everything ready for the first conversation. */
export default class Setup extends Command {
  static override description =
    "Choose a provider, a key and a model, try them out by a real request, and write your config. Can be run again: nothing is lost.";
  static override examples = [
    "<%= config.bin %> setup",
    "<%= config.bin %> setup --non-interactive --model PROVIDER/MODEL --key-from env:NAME",
    'printf %s "$KEY" | <%= config.bin %> setup --non-interactive --model PROVIDER/MODEL --key-from stdin --key-store file',
  ];
  static override flags = {
    "non-interactive": Flags.boolean({ description: "Ask nothing: take flags, what is set, and what can be found." }),
    provider: Flags.string({ description: "The provider." }),
    model: Flags.string({ char: "m", description: "The model, as PROVIDER/MODEL." }),
    "key-from": Flags.string({ description: "Where the provider's key is taken from.", helpValue: "env:NAME|stdin" }),
    "key-store": Flags.option({ options: keyStores })({
      description: "Where a key that is typed or piped in is kept; config: in the file, as it is.",
    }),
    "permission-mode": Flags.option({ options: permissionModes })({ description: "What the model may do." }),
    set: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: "Another setting to write.",
      helpValue: "KEY=VALUE",
    }),
    "skip-test": Flags.boolean({ description: "Send no request to try it out." }),
    force: Flags.boolean({ description: "Without questions: replace what your config says otherwise." }),
  };

  override async run(): Promise<unknown> {
    const { flags } = await this.parse(Setup);
    const own = services(this.config);
    const setup = openSetup(own, {
      interactive: !flags["non-interactive"],
      provider: flags.provider,
      model: flags.model,
      keyFrom: flags["key-from"],
      keyStore: flags["key-store"],
      permissionMode: flags["permission-mode"],
      settings: flags.set ?? [],
      skipTest: flags["skip-test"],
      force: flags.force,
      samples: themeSamples,
    });
    try {
      const done = await setup.run(this.signal, (text) => {
        this.logToStderr(text);
      });
      this.log(setupText(done, "ainative-code chat"));
      return done;
    } finally {
      await own.close();
    }
  }
}
