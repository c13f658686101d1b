/** From the most to the least talkative; `off` writes nothing. */
export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "off"] as const;

export type LogLevel = (typeof logLevels)[number];

/** bunyan's numbers, which stand in each line. */
export const levelNumbers: Readonly<Record<LogLevel, number>> = {
  trace: 10,
  debug: 20,
  info: 30,
  warn: 40,
  error: 50,
  fatal: 60,
  off: Number.POSITIVE_INFINITY,
};
