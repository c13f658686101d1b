/**
 * Variables that may be set before a command without being named by a rule: they change how a program speaks, not what
 * it runs. Every other name in capitals may be one that makes programs run something (`PATH`, `GIT_PAGER`,
 * `NODE_OPTIONS`, `LD_PRELOAD`, …), and nobody has a list of those.
 */
const harmless =
  /^(?:CI|NODE_ENV|NO_COLOR|FORCE_COLOR|CLICOLOR(?:_FORCE)?|TERM|COLORTERM|COLUMNS|LINES|LANG|LANGUAGE|LC_[A-Z]+|TZ|RUST_BACKTRACE|RUST_LOG|PYTHONUNBUFFERED|PYTHONDONTWRITEBYTECODE)$/;

/**
 * A variable of the line's own. Programs hear of few in small letters; those that name a proxy or a setting of npm are
 * among them.
 */
const own = /^(?!.*proxy$)(?!npm_)[a-z_][a-z0-9_]*$/;

export function isHarmlessVariable(name: string): boolean {
  return harmless.test(name) || own.test(name);
}
