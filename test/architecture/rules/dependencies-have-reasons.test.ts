import { manifest, testLaw } from "../law-test.ts";
import { dependenciesHaveReasons } from "./dependencies-have-reasons.ts";

const page = (text: string): Record<string, string> => ({ "docs/dependencies.md": text });

testLaw("dependencies have reasons", dependenciesHaveReasons, {
  "a dependency without a line": {
    files: { ...page("# none\n"), "package.json": manifest("a", { dependencies: { got: "^16" } }) },
    complaint: "docs/dependencies.md: got has no line",
  },
  "a plugin's dependency without a line": {
    files: { ...page(""), "plugins/b/package.json": manifest("b", { devDependencies: { tap: "^1" } }) },
    complaint: "tap has no line",
  },
  "a line without a reason": {
    files: { ...page("- `got`: HTTP\n"), "package.json": manifest("a", { dependencies: { got: "^16" } }) },
    complaint: "got has no line",
  },
  "a line that is left over": { files: page("- `got`: the client of all requests.\n"), complaint: "nobody depends on got any more" },
  "several packages on one line, and an override": {
    files: {
      ...page("- `a`, `@x/b`: types of packages that bring none.\n- `c`: pinned, because its tag is missing.\n"),
      "package.json": manifest("r", { devDependencies: { a: "1", "@x/b": "1" }, overrides: { c: "1" } }),
    },
  },
});
