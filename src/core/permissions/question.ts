import type { Risk } from "@ainative-code/sdk";
import type { PermissionMode } from "./permission-mode.ts";
import type { CommandPart } from "./shell/shell-part.ts";

/** What a call touches, paths absolute with symlinks resolved. */
export type ResolvedAccess =
  | { readonly kind: "read" | "write"; readonly path: string; readonly inside: boolean; readonly shown: string }
  /** `line`: what is judged part by part; nothing where it is not for a shell whose grammar is known. */
  | { readonly kind: "execute"; readonly command: string; readonly unfenced?: string; readonly line?: ResolvedLine }
  | { readonly kind: "network"; readonly host: string };

/** A file that the shell itself reads or writes; nothing resolved where it is known only when it runs. */
export interface ResolvedFile {
  readonly kind: "read" | "write";
  readonly file: { readonly path: string; readonly inside: boolean; readonly shown: string } | undefined;
}

export interface ResolvedLine {
  readonly commands: readonly CommandPart[];
  readonly files: readonly ResolvedFile[];
  readonly understood: boolean;
  /** It runs nothing and changes nothing but where it stands. */
  readonly empty?: boolean;
}

/** Whose call it is, where it is not the conversation's own. */
export interface Origin {
  /** The kind of sub-agent. */
  readonly agent: string;
  /** The id of the call that has started it. */
  readonly call: string;
  /** Holds where it is narrower than that of the conversation. */
  readonly mode?: PermissionMode | undefined;
}

export interface PermissionQuestion {
  readonly tool: string;
  readonly risk: Risk;
  /** Empty for a tool that does not tell: then its risk speaks for it. */
  readonly accesses: readonly ResolvedAccess[];
  /** Its commands run outside the fence: why, and whether the call wants it or the machine has no fence. */
  readonly unfenced?: { readonly by: "call" | "machine"; readonly why: string };
  readonly origin?: Origin;
  /** What a hook of the user says of it: no question is needed, or one is. No rule that denies is loosened by it. */
  readonly hook?: "allow" | "ask";
}
