import { Args, Command, Flags } from "@ainative-code/sdk/command";
import { pickKey } from "../../../app/pick-key.ts";
import { removeKey } from "../../../app/remove-key.ts";
import { services } from "../../../app/services.ts";

/** Removes a provider's key. */
export default class AuthKeyRemove extends Command {
  static override description =
    "Take the key of a provider out of your config, and delete it where auth key set had put it. What lies in another vault stays there.";
  static override examples = ["<%= config.bin %> auth key remove openai"];
  static completes = { provider: "key-provider" };
  static override args = {
    provider: Args.string({ description: "a provider, for example openai", required: true, ignoreStdin: true }),
  };
  static override flags = { name: Flags.string({ description: "which key, where the provider takes several" }) };

  override async run(): Promise<unknown> {
    const { args, flags } = await this.parse(AuthKeyRemove);
    const host = services(this.config);
    const removed = await removeKey(host, await pickKey(host, args.provider, flags.name));
    host.audit({ kind: "key", actor: "user", detail: { change: "removed", provider: removed.provider, name: removed.name } });
    for (const warning of removed.warnings) this.warn(warning);
    const also = removed.deleted.length === 0 ? "" : `, and ${removed.deleted.join(", ")} is deleted`;
    this.log(`The ${removed.name} of ${removed.provider} is no longer set in ${removed.config}${also}`);
    return removed;
  }
}
