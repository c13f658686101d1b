import { memberKeys, type ConfigFamily } from "./config-family.ts";
import type { ConfigKey } from "./config-key.ts";
import { valueAtPath } from "./file-settings.ts";
import { isRecord } from "./is-record.ts";

/**
 * Every key there is, by name. To iterate are those that the schema names, and those of members that were added; to get
 * also those of any other member of a family, by what its name would be.
 */
export class ConfigKeys extends Map<string, ConfigKey> {
  readonly #families: readonly ConfigFamily[];

  constructor(keys: Iterable<ConfigKey>, families: readonly ConfigFamily[]) {
    super([...keys].map((key) => [key.name, key]));
    this.#families = families;
  }

  override get(name: string): ConfigKey | undefined {
    return super.get(name) ?? this.#ofMember(name).find((key) => key.name === name);
  }

  override has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  /** The path of a family, or of a member of one, by its name. */
  familyPath(name: string): readonly string[] | undefined {
    const family = this.#familyOf(name);
    const member = family === undefined ? "" : memberIn(family, name);
    const whole = family === undefined || member === "" ? family?.path : [...family.path, member];
    return whole?.join(".") === name ? whole : undefined;
  }

  /** With the keys of the members that a tree has. */
  of(tree: unknown): ConfigKeys {
    const members = this.#families.flatMap((family) => {
      const map = valueAtPath(tree, family.path);
      return isRecord(map) ? Object.keys(map).flatMap((member) => memberKeys(family, member)) : [];
    });
    return this.#with(members);
  }

  /** With the keys of the members that these names of settings belong to. */
  withMembersOf(names: Iterable<string>): ConfigKeys {
    return this.#with([...names].filter((name) => !super.has(name)).flatMap((name) => this.#ofMember(name)));
  }

  #with(members: readonly ConfigKey[]): ConfigKeys {
    return members.length === 0 ? this : new ConfigKeys([...this.values(), ...members], this.#families);
  }

  #ofMember(name: string): readonly ConfigKey[] {
    const family = this.#familyOf(name);
    const member = family === undefined ? "" : memberIn(family, name);
    return family === undefined || member === "" ? [] : memberKeys(family, member);
  }

  #familyOf(name: string): ConfigFamily | undefined {
    return this.#families.find(({ path }) => `${name}.`.startsWith(`${path.join(".")}.`));
  }
}

function memberIn({ path }: ConfigFamily, name: string): string {
  return name.slice(path.join(".").length + 1).split(".")[0] ?? "";
}
