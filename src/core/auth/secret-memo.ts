import type { SecretSetting } from "../config/secret-setting.ts";
import { secretReference } from "../config/secret-reference.ts";

/**
 * Secrets that were resolved in this run, each one once, however many ask for it side by side. A failure is not kept.
 * A setting that has changed is resolved anew.
 */
export class SecretMemo {
  readonly #resolve: (setting: SecretSetting) => Promise<string>;
  readonly #known = new Map<string, { readonly setting: SecretSetting; readonly secret: Promise<string> }>();

  constructor(resolve: (setting: SecretSetting) => Promise<string>) {
    this.#resolve = resolve;
  }

  async get(plugin: string, setting: SecretSetting): Promise<string> {
    const at = `${plugin}\n${setting.key}`;
    const known = this.#known.get(at);
    if (known?.setting.text === setting.text) return known.secret;
    const secret = this.#resolve(setting);
    const entry = { setting, secret };
    this.#known.set(at, entry);
    try {
      return await secret;
    } catch (thrown) {
      if (this.#known.get(at) === entry) this.#known.delete(at);
      throw thrown;
    }
  }

  /**
   * From now on the plugin's secrets are resolved anew. True where that may give something else: one of those it was
   * given lies outside this process.
   */
  forget(plugin: string): boolean {
    const own = [...this.#known].filter(([at]) => at.startsWith(`${plugin}\n`));
    for (const [at] of own) this.#known.delete(at);
    return own.some(([, { setting }]) => mayChange(setting));
  }
}

function mayChange({ text }: SecretSetting): boolean {
  const reference = secretReference(text);
  return reference !== undefined && reference.form !== "variable" && reference.form !== "malformed";
}
