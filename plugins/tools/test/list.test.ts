import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import list from "../src/list.ts";
import { withTools } from "./with-tools.ts";

describe("list", () => {
  const bench = withTools();

  it("shows a tree with sizes, two levels of it", async () => {
    bench.put("src/core/deep/x.ts", "x");
    bench.put("src/main.ts", "y".repeat(1234));
    bench.put("README.md", "z".repeat(52_000));
    bench.put("big.bin", new Uint8Array(2_500_000));
    expect(await bench.ask(list, {})).to.equal(".:\n  README.md  52 kB\n  big.bin  2.5 MB\n  src/\n    core/\n    main.ts  1.2 kB");
    expect(await bench.ask(list, { path: "src", depth: 1 })).to.equal("src:\n  core/\n  main.ts  1.2 kB");
    expect(await bench.ask(list, { path: "src", depth: 3 })).to.equal("src:\n  core/\n    deep/\n      x.ts  1 B\n  main.ts  1.2 kB");
  });

  it("leaves out what is ignored, unless asked, and .git always", async () => {
    bench.put(".gitignore", "dist/\n*.log\n");
    bench.put("dist/a.js", "");
    bench.put("a.log", "");
    bench.put(".git/HEAD", "");
    bench.put("a.ts", "");
    expect(await bench.ask(list, {})).to.equal(".:\n  .gitignore  12 B\n  a.ts  0 B");
    expect(await bench.ask(list, { includeIgnored: true })).to.equal(".:\n  .gitignore  12 B\n  a.log  0 B\n  a.ts  0 B\n  dist/\n    a.js  0 B");
  });

  it("shows a link to a folder without going through it, and none that leads out", async () => {
    bench.put("real/x", "1");
    symlinkSync("real", join(bench.cwd, "link"));
    symlinkSync("/etc", join(bench.cwd, "out"));
    expect(await bench.ask(list, {})).to.equal(".:\n  link/\n  real/\n    x  1 B");
  });

  it("shows no more than 500 entries, and looks no further", async () => {
    for (let index = 0; index < 600; index++) bench.put(`f${String(index).padStart(3, "0")}`, "");
    const lines = (await bench.ask(list, {})).split("\n");
    expect(lines).to.have.length(502);
    expect(lines.at(-1)).to.match(/^\(only the first 500 entries/);
  });

  it("says what is empty, missing, no folder or outside", async () => {
    bench.put("file", "");
    bench.put("empty/.git/x", "");
    expect(await bench.ask(list, { path: "empty" })).to.match(/^empty is empty/);
    expect(await bench.failure(list, { path: "none" })).to.match(/^invalid-input: none does not exist/);
    expect(await bench.failure(list, { path: "file" })).to.match(/^invalid-input: file is not a folder/);
    expect(await bench.failure(list, { path: "/etc" })).to.match(/^permission-denied: /);
    expect(list.access({})).to.deep.equal([{ kind: "read", path: "." }]);
  });
});
