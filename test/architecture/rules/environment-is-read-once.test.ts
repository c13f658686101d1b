import { testLaw } from "../law-test.ts";
import { environmentIsReadOnce, machinePlacesAreGiven } from "./environment-is-read-once.ts";

testLaw("the environment is read in one place", environmentIsReadOnce, {
  "a variable": {
    files: { "src/infra/a/b.ts": `const k = process.env["K"];` },
    complaint: "src/infra/a/b.ts:1 uses process.env",
  },
  "a variable taken apart": { files: { "src/app/a.ts": `const { env } = process;` }, complaint: "process.env" },
  "a computed member of process": {
    files: { "src/app/a.ts": `export const f = (k: "env") => process[k];` },
    complaint: "process",
  },
  "an import of it": { files: { "plugins/a/src/b.ts": `import { env } from "node:process";` }, complaint: "process.env" },
  "process under its own name": {
    files: { "src/app/a.ts": `import process from "node:process";\nexport const e = process.env;` },
    complaint: "a.ts:2 uses process.env",
  },
  "boot, the one reader, scripts, tests, and a member called env": {
    files: {
      "src/boot/a.ts": `const e = process.env;`,
      "src/app/environment.ts": `const e = process.env;`,
      "scripts/a.ts": `const e = process.env;`,
      "plugins/tools/src/sql-runner.ts": `const e = process.env;`,
      "plugins/test-kit/src/a.ts": `const e = process.env;`,
      "src/app/b.ts": `export const f = (process: { env: object }) => process.env;`,
    },
  },
});

testLaw("the home and the working folder are given", machinePlacesAreGiven, {
  "the working folder": { files: { "src/app/a.ts": `const d = process.cwd();` }, complaint: "src/app/a.ts:1 uses process.cwd" },
  "the home folder": { files: { "plugins/a/src/b.ts": `import { homedir } from "node:os";` }, complaint: "homedir" },
  "the home folder of os": { files: { "src/print/a.ts": `import * as os from "node:os"; os.homedir();` }, complaint: "homedir" },
  "infra and boot": { files: { "src/infra/a/b.ts": `process.cwd();`, "src/boot/a.ts": `import { homedir } from "node:os";` } },
});
