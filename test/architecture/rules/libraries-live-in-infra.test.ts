import { manifest, testLaw } from "../law-test.ts";
import { librariesLiveInInfra } from "./libraries-live-in-infra.ts";

const packages = {
  "plugins/sdk/package.json": manifest("@ainative-code/sdk"),
  "plugins/openai/package.json": manifest("@ainative-code/plugin-openai"),
};

testLaw("libraries live in infra", librariesLiveInInfra, {
  "a library in a command": {
    files: { "src/commands/a.ts": `import "yaml";` },
    complaint: "third-party packages live in src/infra",
  },
  "a library in app": { files: { "src/app/a.ts": `const yaml = await import("yaml");` }, complaint: "live in src/infra" },
  "oclif before boot has answered": {
    files: { "src/boot/a.ts": `import { run } from "@oclif/core";` },
    complaint: "boot loads no third-party",
  },
  "a plugin as a package": {
    files: { ...packages, "src/infra/a/b.ts": `import "@ainative-code/plugin-openai";` },
    complaint: "src/ knows plugins by their manifests",
  },
  "adapters with their library, commands with oclif, boot's hand-over, everybody with the SDK": {
    files: {
      ...packages,
      "src/infra/yaml/a.ts": `import { parse } from "yaml";`,
      "src/commands/a.ts": `import { Command } from "@oclif/core"; import "@ainative-code/sdk";`,
      "src/boot/a.ts": `const oclif = await import("@oclif/core");`,
    },
  },
});
