import { manifest, testLaw } from "../law-test.ts";
import { pluginsReachTheMachineByRight } from "./plugins-reach-the-machine-by-right.ts";

const packages = {
  "plugins/coding/package.json": manifest("coding", { ainative: { tools: [{ name: "read", module: "./dist/read.js" }] } }),
  "plugins/quiet/package.json": manifest("quiet"),
  "plugins/starter/package.json": manifest("starter", { ainative: { rights: { spawn: true } } }),
};

const ownText = `import { readFileSync } from "node:fs"; readFileSync(new URL("./read.md", import.meta.url), "utf8")`;

testLaw("plugins reach the machine by right", pluginsReachTheMachineByRight, {
  "a tool that opens files itself": {
    files: { ...packages, "plugins/coding/src/read.ts": `import { readFile } from "node:fs/promises";` },
    complaint: "plugins/coding/src/read.ts:1 imports node:fs/promises",
  },
  "a tool that reads more than its texts": {
    files: { ...packages, "plugins/coding/src/read.ts": `${ownText}; readFileSync(path);` },
    complaint: "plugins/coding/src/read.ts:1 imports node:fs",
  },
  "a plugin that starts processes without the right": {
    files: { ...packages, "plugins/quiet/src/a.ts": `import "node:child_process";` },
    complaint: "declares the right",
  },
  "a tool that shares with its runner what looks at files": {
    files: {
      ...packages,
      "plugins/coding/src/look.ts": `import { existsSync } from "node:fs";`,
      "plugins/coding/src/ask-runner.ts": `import "./look.ts";`,
      "plugins/coding/src/read.ts": `import "./look.ts";`,
    },
    complaint: "plugins/coding/src/look.ts:1 imports node:fs",
  },
  "a runner that looks at files in its own process": {
    files: {
      ...packages,
      "plugins/coding/src/look.ts": `import { existsSync } from "node:fs";`,
      "plugins/coding/src/ask-runner.ts": `import "./look.ts";`,
    },
  },
  "a plugin with the right": { files: { ...packages, "plugins/starter/src/a.ts": `import "node:child_process";` } },
  "a tool that reads the text beside it": { files: { ...packages, "plugins/coding/src/read.ts": ownText } },
  "pure modules in a tool": { files: { ...packages, "plugins/coding/src/read.ts": `import "node:path";` } },
});
