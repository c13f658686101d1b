import { Args, Command, Flags } from "@ainative-code/sdk/command";
import { confirmFile } from "../../../app/confirm-file.ts";
import { pickKey } from "../../../app/pick-key.ts";
import { readKey } from "../../../app/read-key.ts";
import { services } from "../../../app/services.ts";
import { setKey } from "../../../app/set-key.ts";

/** Keeps a provider's key. */
export default class AuthKeySet extends Command {
  static override description =
    "Keep the key of a provider in the system's keychain and refer to it in your config. The key is asked for, or read from standard input; it is never an argument.";
  static override examples = [
    "<%= config.bin %> auth key set openai",
    "printf %s \"$KEY\" | <%= config.bin %> auth key set openai --file",
  ];
  static completes = { provider: "key-provider" };
  static override args = {
    provider: Args.string({ description: "a provider, for example openai", required: true, ignoreStdin: true }),
  };
  static override flags = {
    name: Flags.string({ description: "which key, where the provider takes several" }),
    file: Flags.boolean({ description: "keep it in a file that only you can read, not in the keychain" }),
  };

  override async run(): Promise<unknown> {
    const { args, flags } = await this.parse(AuthKeySet);
    const host = services(this.config);
    const secret = await pickKey(host, args.provider, flags.name);
    const kept = await setKey(host, secret, {
      file: flags.file,
      confirmFile: confirmFile(host.environment),
      read: async () => readKey(host.environment, `The ${secret.name} of ${secret.provider}:`),
    });
    host.audit({
      kind: "key",
      actor: "user",
      detail: { change: "set", provider: kept.provider, name: kept.name, reference: kept.reference },
    });
    for (const warning of kept.warnings) this.warn(warning);
    this.log(`The ${kept.name} of ${kept.provider} is kept: ${kept.reference}, set in ${kept.config}`);
    return kept;
  }
}
