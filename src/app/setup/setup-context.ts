import type { Theme } from "../../core/config/ui-schema.ts";
import type { KeySource } from "../../core/setup/key-source.ts";
import type { PermissionMode } from "../../core/permissions/policy.ts";
import type { Questions } from "../../core/setup/questions.ts";
import type { ShowSteps } from "../../core/setup/step.ts";
import type { Services } from "../services.ts";

export const keyStores = ["keychain", "file", "config"] as const;
/** Where a key that is typed or piped in is kept; `config`: in the config file as it is. */
export type KeyStore = (typeof keyStores)[number];

/** What was decided on the command line; the rest is asked, or left as it is. */
export interface SetupFlags {
  readonly provider?: string | undefined;
  readonly model?: string | undefined;
  readonly keyFrom?: KeySource | undefined;
  readonly keyStore?: KeyStore | undefined;
  readonly permissionMode?: PermissionMode | undefined;
  /** Settings of plugins by key, as `--set` gives them. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Nothing is sent anywhere. */
  readonly skipTest: boolean;
  /** Replace what the user's file says otherwise. */
  readonly force: boolean;
}

export interface SetupContext {
  readonly services: Services;
  readonly flags: SetupFlags;
  /** `undefined` where there is nobody to ask. */
  readonly questions: Questions | undefined;
  readonly show: ShowSteps;
  /** How the themes look, ready for a terminal. */
  readonly samples: Readonly<Partial<Record<Theme, string>>>;
  readonly signal: AbortSignal;
  /** What the user should know besides. */
  readonly notice: (text: string) => void;
}
