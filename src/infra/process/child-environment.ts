interface ChildEnvironment {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Names of variables that hold secrets of the host. */
  readonly withoutEnv: readonly string[];
  readonly added: Readonly<Record<string, string>> | undefined;
}

/** Nothing in a tool call can answer a pager or a password prompt: both would wait until the time limit. */
const fixed = {
  AI_AGENT: "ainative-code",
  PAGER: "cat",
  GIT_PAGER: "cat",
  MANPAGER: "cat",
  GIT_TERMINAL_PROMPT: "0",
} as const;

/** The user's own environment, without the host's secrets, and set up for a run that nobody watches. */
export function childEnvironment({ env, withoutEnv, added }: ChildEnvironment): Record<string, string | undefined> {
  const result: Record<string, string | undefined> = { ...env };
  const secret = new Set(withoutEnv.map((name) => name.toUpperCase()));
  if (secret.size > 0) {
    for (const name of Object.keys(result)) {
      if (secret.has(name.toUpperCase())) delete result[name];
    }
  }
  return Object.assign(result, fixed, added);
}
