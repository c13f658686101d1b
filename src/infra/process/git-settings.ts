type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Variables that have git take a folder for a bare repository only where it is named as one (`--git-dir`). A clone can
 * bring such a folder among its files, with settings that name programs, which `cd folder && git status` would run.
 * Settings that the environment gives git already are kept.
 */
export function gitSettings(env: Environment): Readonly<Record<string, string>> {
  const given = Number(env["GIT_CONFIG_COUNT"] ?? 0);
  const count = Number.isInteger(given) && given > 0 ? given : 0;
  return {
    GIT_CONFIG_COUNT: String(count + 1),
    [`GIT_CONFIG_KEY_${String(count)}`]: "safe.bareRepository",
    [`GIT_CONFIG_VALUE_${String(count)}`]: "explicit",
  };
}
