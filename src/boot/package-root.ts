import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The folder of this package, seen from src/boot and from dist/boot alike. */
export const packageUrl = new URL("../../", import.meta.url).href;
export const packageRoot = fileURLToPath(packageUrl);

/** As oclif writes it: `name/version platform-arch node-version`. */
export function userAgent(): string {
  const { name, version } = JSON.parse(readFileSync(`${packageRoot}package.json`, "utf8")) as { name: string; version: string };
  const arch = process.arch === "ia32" ? "x86" : process.arch;
  return `${name}/${version} ${process.platform}-${arch} node-${process.version}`;
}
