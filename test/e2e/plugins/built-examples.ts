import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { root } from "../../boot/built-cli.ts";

export const examples = ["provider", "tool", "command", "hook"] as const;
export type Example = (typeof examples)[number];

/** What a later version of each example says instead. */
const changes: Readonly<Record<Example, { readonly file: string; readonly from: string; readonly to: string }>> = {
  provider: { file: "dist/provider.js", from: "/talk", to: "/v2/talk" },
  tool: { file: "dist/tools/word-count.js", from: "words.", to: "words in all." },
  command: { file: "dist/commands/notes/find.js", from: "${line}: ${text}", to: "${line} | ${text}" },
  hook: { file: "dist/register.js", from: "is up to a person.", to: "is never right." },
};

/**
 * Copies the examples and bundled packages into `folder`/packages and builds each example by its own script. One more
 * package there, `lonely`, depends on what nobody has.
 */
export async function buildExamples(folder: string): Promise<void> {
  const bin = join(folder, "bin");
  mkdirSync(bin, { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  symlinkSync(join(root, "plugins/test-kit/bin/ainative-plugin.js"), join(bin, "ainative-plugin"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, workspaces: ["packages/*"] }));
  for (const name of ["sdk", "openai"]) copyPackage(join(root, "plugins", name), join(folder, "packages", name));
  writePackage(join(folder, "packages", "lonely"), { name: "lonely", version: "1.0.0", dependencies: { "was-never-published": "1" } });
  const path = [bin, join(root, "node_modules/.bin"), process.env["PATH"]].join(delimiter);
  await Promise.all(
    examples.map(async (name) => {
      const copy = join(folder, "packages", name);
      cpSync(join(root, "docs/plugins", `${name}-example`), copy, { recursive: true });
      const { scripts } = readManifest(copy);
      await promisify(execFile)("sh", ["-c", scripts?.build ?? "false"], { cwd: copy, env: { PATH: path, HOME: folder } });
    }),
  );
}

/** Makes a later version of a built example, in another folder, beside those of others. */
export function laterExample(folder: string, later: string, name: Example): void {
  mkdirSync(later, { recursive: true });
  writeFileSync(join(later, "package.json"), JSON.stringify({ private: true, workspaces: ["packages/*"] }));
  const copy = join(later, "packages", name);
  cpSync(join(folder, "packages", name), copy, { recursive: true });
  for (const file of ["package.json", "oclif.manifest.json"]) replace(join(copy, file), '"version": "1.0.0"', '"version": "1.1.0"');
  const { file, from, to } = changes[name];
  if (!replace(join(copy, file), from, to)) throw new Error(`${file} has no ${from}`);
}

function copyPackage(from: string, to: string): void {
  const { files } = readManifest(from);
  for (const part of ["package.json", ...files]) cpSync(join(from, part), join(to, part), { recursive: true });
}

function writePackage(folder: string, manifest: object): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
}

function readManifest(folder: string): { readonly files: readonly string[]; readonly scripts?: { readonly build?: string } } {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as ReturnType<typeof readManifest>;
}

/** False where the file is not there or does not hold the text. */
function replace(file: string, from: string, to: string): boolean {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return false;
  }
  writeFileSync(file, text.replace(from, () => to));
  return text.includes(from);
}
