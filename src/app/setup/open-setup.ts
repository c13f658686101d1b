import { AinError } from "@ainative-code/sdk";
import { posixWord, windowsWord } from "../../core/agent/typed-word.ts";
import { configError } from "../../core/config/config-problem.ts";
import { configSchemaOf } from "../../core/config/config-schema.ts";
import { flagSettings } from "../../core/config/outer-settings.ts";
import { secretReference } from "../../core/config/secret-reference.ts";
import { keySource } from "../../core/setup/key-source.ts";
import type { PermissionMode } from "../../core/permissions/policy.ts";
import { overridesOf } from "../overrides.ts";
import { printable } from "../printable.ts";
import type { Services } from "../services.ts";
import { runSetup, type SetupDone } from "./run-setup.ts";
import type { KeyStore, SetupContext } from "./setup-context.ts";

export interface SetupOptions {
  /** Ask on the terminal what flags do not say. */
  readonly interactive: boolean;
  readonly provider?: string | undefined;
  readonly model?: string | undefined;
  /** `env:NAME` or `stdin`. */
  readonly keyFrom?: string | undefined;
  readonly keyStore?: KeyStore | undefined;
  readonly permissionMode?: PermissionMode | undefined;
  /** `KEY=VALUE` each. */
  readonly settings?: readonly string[];
  readonly skipTest?: boolean;
  readonly force?: boolean;
  /** How the themes look, ready for a terminal. */
  readonly samples?: SetupContext["samples"];
}

export interface Setup {
  /** Throws what went wrong, or `cancelled`; then nothing was written. */
  run(signal: AbortSignal, notice: (text: string) => void): Promise<SetupDone>;
}

/** Checks what was said. Throws `invalid-input` for wrong flags, and where questions are to be asked and there is no terminal. */
export function openSetup(services: Services, options: SetupOptions): Setup {
  const { tty } = services.environment;
  const { interactive, provider, model, keyStore, permissionMode, skipTest = false, force = false } = options;
  if (interactive && !(tty.stdin && tty.stderr)) throw noTerminal();
  const keyFrom = options.keyFrom === undefined ? undefined : keySource(options.keyFrom);
  const given = overridesOf(options.settings ?? []);
  return {
    async run(signal, notice) {
      const { showSteps } = await import("../../infra/prompt/show-steps.ts");
      const settings = await checkedSettings(services, given);
      const context: SetupContext = {
        services,
        flags: { provider, model, keyFrom, keyStore, permissionMode, settings, skipTest, force },
        questions: interactive ? await openQuestions() : undefined,
        show: showSteps(tty.stderr, printable),
        samples: options.samples ?? {},
        signal,
        notice,
      };
      return runSetup(context);
    },
  };
}

async function openQuestions(): Promise<SetupContext["questions"]> {
  const { terminalQuestions } = await import("../../infra/prompt/terminal-questions.ts");
  return terminalQuestions(printable);
}

type Values = Readonly<Record<string, unknown>>;

/** The values by the types of their keys. A secret is no value for a command line, which everybody on the machine can read. */
async function checkedSettings(services: Services, given: Values): Promise<Values> {
  const { settings, problems } = flagSettings(given, configSchemaOf(await services.pluginSchemas()).keys);
  if (problems.length > 0) throw configError(problems);
  const secret = settings.find(({ schemaKey, value }) => schemaKey.secret && secretReference(value) === undefined);
  if (secret !== undefined) {
    throw new AinError("invalid-input", `--set takes no secret as it is: ${secret.key}.`, {
      actions: [
        `Refer to a variable: --set ${(services.environment.platform === "win32" ? windowsWord : posixWord)(`${secret.key}=\${NAME}`)}`,
      ],
    });
  }
  return Object.fromEntries(settings.map(({ key, value }) => [key, value]));
}

function noTerminal(): AinError {
  return new AinError("invalid-input", "Setup asks its questions on a terminal, and there is none.", {
    actions: [
      "Answer by flags: ainative-code setup --non-interactive --model PROVIDER/MODEL --key-from env:NAME",
      "The others: --provider, --key-store, --permission-mode, --set KEY=VALUE, --skip-test, --force",
      "What they do: ainative-code setup --help",
    ],
  });
}
