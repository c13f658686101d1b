import { testLaw } from "../law-test.ts";
import { suppressionsAreRare } from "./suppressions-are-rare.ts";

const lines = "export {};\n".repeat(3000);

testLaw("suppressions are rare and have reasons", suppressionsAreRare, {
  "one without a reason": {
    files: { "src/core/a.ts": `${lines}// oxlint-disable-next-line no-console\n` },
    complaint: "src/core/a.ts:3001 silences a check without a reason",
  },
  "one of the compiler without a reason": {
    files: { "test/a.ts": `${lines}/* @ts-expect-error */\n` },
    complaint: "without a reason",
  },
  "more than one in 2000 lines": {
    files: { "src/core/a.ts": `// @ts-expect-error the library lies\n// @ts-expect-error the library lies\n` },
    complaint: "2 suppressions in 2 lines: 1 allowed",
  },
  "few with reasons, and a comment that speaks of them": {
    files: { "src/core/a.ts": `${lines}// oxlint-disable-line eqeqeq -- null and undefined alike\n// about @ts-ignore\n` },
  },
});
