import type { Risk } from "@ainative-code/sdk";

/** What a call touches, paths absolute with symlinks resolved. */
export type ResolvedAccess =
  | { readonly kind: "read" | "write"; readonly path: string; readonly inside: boolean; readonly shown: string }
  | { readonly kind: "execute"; readonly command: string }
  | { readonly kind: "network"; readonly host: string };

export interface PermissionQuestion {
  readonly tool: string;
  readonly risk: Risk;
  /** Empty for a tool that does not tell: then its risk speaks for it. */
  readonly accesses: readonly ResolvedAccess[];
}
