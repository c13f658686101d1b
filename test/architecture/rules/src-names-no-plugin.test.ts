import { manifest, testLaw } from "../law-test.ts";
import { srcNamesNoPlugin } from "./src-names-no-plugin.ts";

const acme = {
  "plugins/acme/package.json": manifest("@ainative-code/plugin-acme", { ainative: { providers: [{ id: "acme-ai" }] } }),
};

testLaw("src/ names no plugin", srcNamesNoPlugin, {
  "a plugin's package": {
    files: { ...acme, "src/app/a.ts": `export const bundled = ["@ainative-code/plugin-acme"];` },
    complaint: "src/app/a.ts:1 names \"@ainative-code/plugin-acme\"",
  },
  "a package name put together": {
    files: { ...acme, "src/app/a.ts": `export const f = (id: string) => \`@ainative-code/plugin-\${id}\`;` },
    complaint: "@ainative-code/plugin-",
  },
  "a provider compared by its id": {
    files: { ...acme, "src/core/a.ts": `export const f = (id: string) => id === "acme-ai";` },
    complaint: "\"acme-ai\"",
  },
  "a vendor's variable": {
    files: { ...acme, "src/infra/a/b.ts": `export const v = "ACME_AI_API_KEY";` },
    complaint: "ACME_AI_API_KEY",
  },
  "comments, other words, and tests": {
    files: {
      ...acme,
      "src/core/a.ts": `// acme-ai\nexport const s = "acme-aim";`,
      "test/a.test.ts": `export const id = "acme-ai";`,
    },
  },
});
