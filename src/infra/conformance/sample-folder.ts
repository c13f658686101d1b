import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, normalize, isAbsolute } from "node:path";
import { AinError } from "@ainative-code/sdk";

/** A folder of its own with these files, which goes with it. */
export async function sampleFolder(
  files: Readonly<Record<string, unknown>>,
): Promise<{ readonly path: string } & AsyncDisposable> {
  const path = await realpath(await mkdtemp(join(tmpdir(), "ainative-code-sample-")));
  for (const [name, text] of Object.entries(files)) {
    if (isAbsolute(name) || normalize(name).startsWith("..")) {
      throw new AinError("invalid-input", `The sample's file ${name} is outside its folder.`);
    }
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), String(text));
  }
  return { path, [Symbol.asyncDispose]: async () => rm(path, { recursive: true, force: true }) };
}
