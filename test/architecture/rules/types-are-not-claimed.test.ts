import { testLaw } from "../law-test.ts";
import { typesAreNotClaimed } from "./types-are-not-claimed.ts";

testLaw("types are not claimed", typesAreNotClaimed, {
  any: { files: { "src/core/a.ts": `\nexport const f = (x: any) => x;` }, complaint: "src/core/a.ts:2 has `any`" },
  "a non-null mark": { files: { "plugins/a/src/b.ts": `export const f = (x?: string) => x!.length;` }, complaint: "has `!`" },
  "an enum": { files: { "src/core/a.ts": `export enum A { B }` }, complaint: "has `enum`" },
  "more assertions than two in 1000 lines": {
    files: { "src/core/a.ts": `export const f = (x: unknown) => [x as string, x as number];` },
    complaint: "src has 2 `as` in 1 lines, 1 allowed: src/core/a.ts:1, src/core/a.ts:1",
  },
  "`as const`, `satisfies`, one assertion, and tests": {
    files: {
      "src/core/a.ts": `export const a = [1] as const satisfies readonly number[]; export const b = JSON.parse("1") as unknown;`,
      "test/a.test.ts": `export const f = (x: any) => x!;`,
    },
  },
});
