import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { colors, columns, type Span } from "./drawing.ts";

/** What `ainative-code demo` prints, up to what it says of saved sessions. */
export function demoLines(root: string, home: string): readonly (readonly Span[])[] {
  const output = execFileSync(process.execPath, [join(root, "bin/run.js"), "demo"], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], HOME: home, AINATIVE_CODE_HOME: home, TMPDIR: home },
  });
  const until = output.indexOf("== What was said and done is saved");
  return ["$ ainative-code demo", ...output.slice(0, until).trimEnd().split("\n")].flatMap(wrapped).map(spansOf);
}

function wrapped(line: string): readonly string[] {
  if (line.length <= columns) return [line];
  const cut = line.lastIndexOf(" ", columns);
  const at = cut > columns / 2 ? cut : columns;
  return [line.slice(0, at), ...wrapped(`  ${line.slice(at).trimStart()}`)];
}

function spansOf(line: string): readonly Span[] {
  if (line.startsWith("== ")) return [{ text: line, color: colors.heading, bold: true }];
  if (line.startsWith("$ ")) return [{ text: line, color: colors.quiet }];
  if (/^(✓|ok )/.test(line)) return [{ text: line, color: colors.good }];
  return [{ text: line, color: /^(✗|⊘|FAIL)/.test(line) ? colors.bad : colors.plain }];
}
