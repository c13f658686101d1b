import type { OpenedKeychain } from "../../core/auth/keychain.ts";
import type { SecretServiceState } from "./secret-service-state.ts";

type Unusable = Exclude<OpenedKeychain, { readonly keychain: unknown }>;

const instead = "Or keep the secret in a file of your own: ainative-code auth key set PROVIDER --file";

/** Why the Secret Service keeps nothing now, and what to do about it. */
export function unusableService(state: Exclude<SecretServiceState, "ready">): Unusable {
  return { unusable: reasons[state].why, actions: [reasons[state].action, instead] };
}

/** The part of cross-keychain that reaches the system's own keychain is not there. */
export function unusableModule(platform: string): Unusable {
  return {
    unusable: `The module for the keychain of this system (${platform}) is not installed.`,
    actions: ["Install once more, with optional packages: npm install -g ainative-code --include=optional", instead],
  };
}

/** It was asked, and refused. */
export function unusableNow(sentence: string): Unusable {
  return { unusable: sentence, actions: ["Unlock it, or sign in at this machine's screen", instead] };
}

const reasons: Readonly<Record<Exclude<SecretServiceState, "ready">, { readonly why: string; readonly action: string }>> = {
  locked: {
    why: "The keyring is locked.",
    action: "Unlock it: in Passwords and Keys or your wallet manager, or without a screen: gnome-keyring-daemon --unlock",
  },
  "no-bus": {
    why: "There is no keyring here: this session has no D-Bus.",
    action: "Run it in your desktop session, or start one: dbus-run-session -- bash",
  },
  "no-service": {
    why: "There is no keyring here: no program of this session keeps secrets.",
    action: "Install and start one: apt install gnome-keyring",
  },
  "no-keyring": {
    why: "The keyring program has no default keyring yet.",
    action: "Make one in Passwords and Keys or your wallet manager, or without a screen: gnome-keyring-daemon --unlock",
  },
  unknown: {
    why: "It can't be found out whether there is a keyring: dbus-send, busctl and gdbus are missing.",
    action: "Install one of them: apt install dbus-bin",
  },
};
