import { levelNumbers, logLevels } from "./log-level.ts";

/** A line of the log as data; `undefined` for what is none. */
export interface LogLine {
  readonly level: number;
  readonly time: string;
  readonly msg: string;
  readonly session?: string;
  readonly [field: string]: unknown;
}

export function parseLine(text: string): LogLine | undefined {
  try {
    const line: unknown = JSON.parse(text);
    return isLogLine(line) ? line : undefined;
  } catch {
    return undefined;
  }
}

/** Fields that stand elsewhere in the line, or that nobody reads. */
const placed: ReadonlySet<string> = new Set(["name", "hostname", "pid", "level", "msg", "time", "v", "plugin", "session"]);

/** `12:00:01.123 WARN  [@acme/plugin] message key=value`, in local time. */
export function humanLine(line: LogLine): string {
  const { level, msg, time } = line;
  const plugin = typeof line["plugin"] === "string" ? `[${line["plugin"]}] ` : "";
  const fields = Object.entries(line).filter(([key]) => !placed.has(key)).map(([key, value]) => ` ${key}=${shown(value)}`);
  return `${clockTime(time)} ${levelName(level).toUpperCase().padEnd(5)} ${plugin}${msg}${fields.join("")}`;
}

function levelName(level: number): string {
  return logLevels.find((name) => levelNumbers[name] >= level) ?? "fatal";
}

function clockTime(time: string): string {
  const date = new Date(time);
  const digits = (value: number, count = 2): string => String(value).padStart(count, "0");
  return `${digits(date.getHours())}:${digits(date.getMinutes())}:${digits(date.getSeconds())}.${digits(date.getMilliseconds(), 3)}`;
}

/** Of an error its sentence; the rest is in the file. */
function shown(value: unknown): string {
  if (typeof value === "string") return /^[\w./:@-]+$/.test(value) ? value : JSON.stringify(value);
  if (typeof value === "object" && value !== null && "message" in value && typeof value.message === "string") return JSON.stringify(value.message);
  return JSON.stringify(value) ?? "";
}

function isLogLine(line: unknown): line is LogLine {
  return (
    typeof line === "object" &&
    line !== null &&
    "level" in line &&
    typeof line.level === "number" &&
    "time" in line &&
    "msg" in line
  );
}
