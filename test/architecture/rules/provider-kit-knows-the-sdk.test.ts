import { manifest, testLaw } from "../law-test.ts";
import { providerKitKnowsTheSdk } from "./provider-kit-knows-the-sdk.ts";

const sdk = { "plugins/sdk/package.json": manifest("@ainative-code/sdk") };

testLaw("provider-kit imports the SDK only", providerKitKnowsTheSdk, {
  "a library": {
    files: { ...sdk, "plugins/provider-kit/src/a.ts": `import "eventsource-parser";` },
    complaint: "eventsource-parser",
  },
  "another package of ours": {
    files: {
      "plugins/test-kit/package.json": manifest("@ainative-code/test-kit"),
      "plugins/provider-kit/src/a.ts": `import "@ainative-code/test-kit";`,
    },
    complaint: "@ainative-code/test-kit",
  },
  "a file of the host": {
    files: { "plugins/provider-kit/src/a.ts": `import "../../../src/core/a.ts";` },
    complaint: "src/core/a.ts",
  },
  "a dependency in its manifest": {
    files: { "plugins/provider-kit/package.json": manifest("@ainative-code/provider-kit", { dependencies: { got: "^15" } }) },
    complaint: "depends on got",
  },
  "the SDK and its own files": {
    files: { ...sdk, "plugins/provider-kit/src/a.ts": `import "@ainative-code/sdk"; import "./b.ts";` },
  },
});
