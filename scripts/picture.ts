/** Runs the demo and draws what it prints as docs/demo.svg: npm run picture */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const columns = 100;
const lineHeight = 19;
const charWidth = 8.43;
const colors = { plain: "#d4d8e0", heading: "#7cc7ff", command: "#9aa4b5", good: "#8fd694", bad: "#ff8f87" };

const root = new URL("../", import.meta.url).pathname;
const home = mkdtempSync(join(tmpdir(), "ainative-code-picture-"));
try {
  const output = execFileSync(process.execPath, [join(root, "bin/run.js"), "demo"], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], HOME: home, AINATIVE_CODE_HOME: home, TMPDIR: home },
  });
  const until = output.indexOf("== What was said and done is saved");
  writeFileSync(join(root, "docs/demo.svg"), svg(["$ ainative-code demo", ...output.slice(0, until).trimEnd().split("\n")].flatMap(wrapped)));
} finally {
  rmSync(home, { recursive: true });
}

function wrapped(line: string): readonly string[] {
  if (line.length <= columns) return [line];
  const cut = line.lastIndexOf(" ", columns);
  const at = cut > columns / 2 ? cut : columns;
  return [line.slice(0, at), ...wrapped(`  ${line.slice(at).trimStart()}`)];
}

function svg(lines: readonly string[]): string {
  const [width, height] = [Math.round(columns * charWidth) + 40, lines.length * lineHeight + 60];
  const rows = lines.map((line, index) => {
    const attributes = `x="20" y="${52 + index * lineHeight}" fill="${colorOf(line)}"${line.startsWith("== ") ? ' font-weight="bold"' : ""}`;
    return line === "" ? "" : `<text ${attributes} xml:space="preserve">${escaped(line)}</text>`;
  });
  const dots = ["#ff5f57", "#febc2e", "#28c840"].map((color, index) => `<circle cx="${22 + index * 20}" cy="18" r="6" fill="${color}"/>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">`,
    `<title>A run of ainative-code demo</title>`,
    `<rect width="100%" height="100%" rx="8" fill="#1b1f27"/>`,
    ...dots,
    ...rows.filter((row) => row !== ""),
    "</svg>",
    "",
  ].join("\n");
}

function colorOf(line: string): string {
  if (line.startsWith("== ")) return colors.heading;
  if (line.startsWith("$ ")) return colors.command;
  if (/^(✓|ok )/.test(line)) return colors.good;
  return /^(✗|⊘|FAIL)/.test(line) ? colors.bad : colors.plain;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
