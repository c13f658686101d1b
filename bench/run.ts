/**
 * Runs the benchmarks of this folder, each in a process of its own.
 *   npm run bench                     names them and runs all, one after the other
 *   npm run bench -- cli 3            runs one of them with what follows as its arguments
 */
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Programs of this folder that are no benchmarks. */
const others = new Set(["run.ts", "floor.ts"]);
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".ts") && !others.has(file))
  .map((file) => file.slice(0, -".ts".length));

const [wanted, ...args] = process.argv.slice(2);
if (wanted === undefined) await runAll();
else if (names.includes(wanted)) process.exitCode = await run(wanted, args);
else {
  process.stderr.write(`There is no benchmark "${wanted}". There are: ${names.join(", ")}\n`);
  process.exitCode = 2;
}

async function runAll(): Promise<void> {
  console.log(`Benchmarks: ${names.join(", ")}. One alone: npm run bench -- NAME`);
  const failed: string[] = [];
  for (const name of names) {
    console.log(`\n${name}`);
    if ((await run(name, [])) !== 0) failed.push(name);
  }
  if (failed.length === 0) return;
  process.stderr.write(`\nBroken: ${failed.join(", ")}\n`);
  process.exitCode = 1;
}

async function run(name: string, more: readonly string[]): Promise<number> {
  const env = { ...process.env };
  // Older versions of Node read the certificates it names at every start.
  delete env["NODE_EXTRA_CA_CERTS"];
  const file = join(import.meta.dirname, `${name}.ts`);
  const child = spawn(process.execPath, ["--conditions=ainative-source", file, ...more], { env, stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.on("error", reject).on("close", (code) => {
      resolve(code ?? 1);
    });
  });
}
