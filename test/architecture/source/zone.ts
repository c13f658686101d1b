/** The part of the house a file belongs to; the rules are told in these names. */
export type Zone =
  | "boot"
  | "commands"
  | "hooks"
  | "tui"
  | "print"
  | "app"
  | "core"
  | "infra"
  | "sdk"
  | "provider-kit"
  | "test-kit"
  | "plugin"
  | "outside";

const ownZones: Readonly<Record<string, Zone>> = {
  boot: "boot",
  commands: "commands",
  hooks: "hooks",
  tui: "tui",
  print: "print",
  app: "app",
  core: "core",
  infra: "infra",
};
const kits: Readonly<Record<string, Zone>> = { sdk: "sdk", "provider-kit": "provider-kit", "test-kit": "test-kit" };

/** `outside`: tests, scripts, benchmarks and examples, which may know everybody. A new folder in src/ needs a rule first. */
export function zoneOf(path: string): Zone {
  const [first = "", second = "", third = ""] = path.split("/");
  if (first === "src") {
    const zone = ownZones[second];
    if (zone === undefined) throw new Error(`${path}: src/${second} is no part of the house; give it a zone and rules first`);
    return zone;
  }
  if (first === "plugins" && third === "src") return kits[second] ?? "plugin";
  return "outside";
}

/** What ships: the code the stricter rules are for. */
export function isShipped(path: string): boolean {
  return zoneOf(path) !== "outside";
}
