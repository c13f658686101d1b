import { readFileSync } from "node:fs";
import { expect } from "chai";
import applyPatch from "../src/apply-patch.ts";
import askUser from "../src/ask-user.ts";
import bash from "../src/bash.ts";
import bashOutput from "../src/bash-output.ts";
import bashStop from "../src/bash-stop.ts";
import edit from "../src/edit.ts";
import glob from "../src/glob.ts";
import grep from "../src/grep.ts";
import list from "../src/list.ts";
import read from "../src/read.ts";
import sql from "../src/sql.ts";
import todo from "../src/todo.ts";
import webFetch from "../src/web-fetch.ts";
import write from "../src/write.ts";

describe("the coding tools", () => {
  const tools = [applyPatch, askUser, bash, bashOutput, bashStop, edit, glob, grep, list, read, sql, todo, webFetch, write];

  it("are the ones the manifest names", () => {
    const { ainative } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
      readonly ainative: { readonly tools: readonly unknown[] };
    };
    expect(ainative.tools).to.deep.equal(tools.map(({ name }) => ({ name, module: `./dist/${name.replaceAll("_", "-")}.js` })));
  });

  it("explain themselves in at most 25 lines, every argument by name", () => {
    for (const { name, description, input } of tools) {
      expect(description.trim().split("\n").length, name).to.be.within(2, 25);
      for (const argument of Object.keys(input.properties)) expect(description, `${name}: ${argument}`).to.contain(argument);
    }
  });
});
