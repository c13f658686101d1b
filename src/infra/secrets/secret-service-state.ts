import { spawn } from "node:child_process";
import { once } from "node:events";
import { systemCodeOf } from "../files/file-error.ts";
import { createTextCollector } from "./text-collector.ts";

type Env = Readonly<Record<string, string | undefined>>;

/**
 * - `ready`: the default keyring is there and unlocked
 * - `locked`
 * - `no-bus`: there is no session bus
 * - `no-service`: nobody on the bus keeps secrets
 * - `no-keyring`: the service has no default keyring
 * - `unknown`: none of the programs that could ask is installed
 */
export type SecretServiceState = "ready" | "locked" | "no-bus" | "no-service" | "no-keyring" | "unknown";

/** Milliseconds; a service that has to be started for the question answers within one second. */
const answerMs = 5000;

/**
 * Asks the session bus whether secrets given to the Secret Service (GNOME Keyring, KWallet, KeePassXC) would be kept. The
 * native library can't be asked: without a keyring it finds no entry where it should fail, and may keep what it is given
 * in the kernel, which forgets it at the next start.
 */
export async function secretServiceState(env: Env): Promise<SecretServiceState> {
  for (const words of questions) {
    const answer = await ask(words, env);
    if (answer !== undefined) return stateOf(answer);
  }
  return "unknown";
}

const bus = "org.freedesktop.secrets";
const place = "/org/freedesktop/secrets/aliases/default";
const collection = "org.freedesktop.Secret.Collection";
const properties = "org.freedesktop.DBus.Properties.Get";

/** One of them is there wherever there is a session bus. */
const questions: readonly (readonly string[])[] = [
  [
    "dbus-send",
    "--session",
    "--print-reply=literal",
    `--dest=${bus}`,
    place,
    properties,
    `string:${collection}`,
    "string:Locked",
  ],
  ["busctl", "--user", "get-property", bus, place, collection, "Locked"],
  ["gdbus", "call", "--session", "-d", bus, "-o", place, "-m", properties, collection, "Locked"],
];

interface Answer {
  readonly code: number;
  readonly text: string;
}

/** `undefined` where there is no such program. Without a display no program starts a bus of its own to ask. */
async function ask([program = "", ...args]: readonly string[], env: Env): Promise<Answer | undefined> {
  const texts = createTextCollector(4096);
  const signal = AbortSignal.timeout(answerMs);
  const asked = { ...env, DISPLAY: undefined, WAYLAND_DISPLAY: undefined, LC_ALL: "C" };
  const child = spawn(program, args, { env: asked, stdio: ["ignore", "pipe", "pipe"], signal, killSignal: "SIGKILL" });
  for (const output of [child.stdout, child.stderr]) output.on("data", texts.add);
  try {
    await once(child, "close");
    return { code: child.exitCode ?? -1, text: texts.text() };
  } catch (error) {
    if (systemCodeOf(error) === "ENOENT" || systemCodeOf(error) === "EACCES") return undefined;
    if (signal.aborted) return { code: -1, text: "" };
    throw error;
  }
}

function stateOf({ code, text }: Answer): SecretServiceState {
  if (code === 0) return /\btrue\b/.test(text) ? "locked" : "ready";
  if (/ServiceUnknown|NameHasNoOwner|not provided by any|Spawn\.|activat/i.test(text)) return "no-service";
  if (/UnknownObject|UnknownMethod|UnknownInterface|No such (?:object|interface|method|property)|does not exist/i.test(text)) {
    return "no-keyring";
  }
  return /connect|socket|address|DBUS_SESSION_BUS|autolaunch|X11/i.test(text) ? "no-bus" : "no-service";
}
