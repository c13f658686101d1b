import type { FenceProfile } from "./fence.ts";
import { keptNames } from "./kept-names.ts";

/** Devices that programs write to without changing anything. */
const devices = ["/dev/null", "/dev/zero", "/dev/tty", "/dev/stdout", "/dev/stderr", "/dev/dtracehelper"];

/** Services by which a program reads the keychain, starts others outside of the fence or steers them. */
const services = [
  "com.apple.SecurityServer",
  "com.apple.securityd.xpc",
  "com.apple.coreservices.launchservicesd",
  "com.apple.lsd.open",
  "com.apple.coreservices.appleevents",
  "com.apple.pasteboard.1",
];

/**
 * The same fence in the language of macOS's `sandbox-exec`, without any network unless it is given. The last rule that
 * fits counts. A folder in which something is kept can't be removed or renamed either, for that would move what is kept
 * away.
 */
export function seatbeltProfile({ writable, temp, hidden, kept: own, homes = [] }: FenceProfile, network = false): string {
  const atHome = homes.filter((home) => writable.some((root) => home === root || home.startsWith(`${root}/`)));
  const places = [...own, ...writable.flatMap((root) => keptNames.map((name) => `${root}/${name}`))];
  const holders = writable.flatMap((root) => [root, `${root}/.git`]);
  return [
    "(version 1)",
    "(allow default)",
    ...(network ? [] : ["(deny network*)"]),
    rule("deny file-write*", [`(subpath "/")`]),
    rule("allow file-write*", [
      ...[...writable, temp].map(subpath),
      ...devices.map(literal),
      String.raw`(regex #"^/dev/fd/[0-9]+$")`,
    ]),
    ...(atHome.length === 0 ? [] : [rule("deny file-write*", atHome.map(hiddenNames))]),
    rule("deny file-write*", places.map(subpath)),
    rule("deny file-write-unlink", holders.map(literal)),
    rule("deny file-read* file-write*", hidden.map(subpath)),
    "(deny signal)",
    "(allow signal (target same-sandbox))",
    "(deny process-info*)",
    "(allow process-info* (target same-sandbox))",
    "(deny mach-priv-task-port)",
    "(deny appleevent-send)",
    rule("deny mach-lookup", services.map((name) => `(global-name ${text(name)})`)),
    "",
  ].join("\n");
}

function rule(what: string, filters: readonly string[]): string {
  return `(${what}${filters.map((filter) => `\n  ${filter}`).join("")})`;
}

const subpath = (path: string): string => `(subpath ${text(path)})`;

/** Those at the top of a folder that begin with a dot. */
const hiddenNames = (folder: string): string =>
  String.raw`(regex #"^${folder.replaceAll(/[\\^$.*+?()[\]{}|"]/g, String.raw`\$&`)}/\.")`;

const literal = (path: string): string => `(literal ${text(path)})`;

function text(value: string): string {
  return `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
