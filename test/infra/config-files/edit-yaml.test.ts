import { expect } from "chai";
import { parseYaml } from "../../../src/infra/config-files/parse-yaml.ts";
import { setYamlValue } from "../../../src/infra/config-files/edit-yaml.ts";

describe("setYamlValue", () => {
  const text = ["# head", "", "model: a/b # why", "", "# who may what", "permissions:", "  deny:", "    # never", "    - 'x'", "log: {level: info}", ""].join("\n");

  it("changes one value and keeps comments, order, blank lines and quotes", () => {
    expect(setYamlValue(text, ["model"], "c/d")).to.equal(text.replace("a/b", "c/d"));
  });

  it("adds a key to its group, and a group that is missing at the end", () => {
    expect(setYamlValue("permissions:\n  mode: ask\nlog:\n  level: info\n", ["permissions", "deny"], ["a", "b"])).to.equal(
      "permissions:\n  mode: ask\n  deny:\n    - a\n    - b\nlog:\n  level: info\n",
    );
    expect(setYamlValue("model: a/b\n", ["plugins", "@acme/zap", "retry", "limit"], 3)).to.equal(
      'model: a/b\nplugins:\n  "@acme/zap":\n    retry:\n      limit: 3\n',
    );
  });

  it("fills an empty file, a group without lines, and a template of comments", () => {
    expect(setYamlValue("", ["model"], "a/b")).to.equal("model: a/b\n");
    expect(setYamlValue("chat:\nmodel: x/y\n", ["chat", "maxTurns"], 3)).to.equal("chat:\n  maxTurns: 3\nmodel: x/y\n");
    expect(setYamlValue("# Settings.\n# model: x\n\n# chat:\n", ["model"], "a/b")).to.equal("# Settings.\n# model: x\n\n# chat:\n\nmodel: a/b\n");
  });

  it("quotes a text that YAML would read as something else, and folds nothing", () => {
    expect(setYamlValue("", ["model"], "true")).to.equal('model: "true"\n');
    const long = `x ${"word ".repeat(60)}y`;
    expect(setYamlValue("", ["model"], long)).to.equal(`model: ${long}\n`);
  });

  it("keeps Windows line ends", () => {
    expect(setYamlValue("model: a/b\r\n# log\r\nlog: {}\r\n", ["model"], "c/d")).to.equal("model: c/d\r\n# log\r\nlog: {}\r\n");
  });

  it("keeps what a person has laid out: comments between items, quotes, blank lines, long lines and a document's head", () => {
    const lines = [
      "# yaml-language-server: $schema=config.schema.json",
      "---",
      "permissions:",
      "  allow:",
      "    # safe",
      '    - "bash(git status*)"',
      "",
      "    - 'edit' # always",
      "  # never",
      "  deny: []",
      "",
      "",
      `log: # ${"long ".repeat(40)}`,
      "  level: info   # spaces before",
      "# the end",
      "",
    ];
    const before = lines.join("\n");
    const after = setYamlValue(before, ["log", "level"], "warn").split("\n");
    const meant = before.replace("info   #", "warn   #").split("\n");
    expect(after).to.deep.equal(meant);
  });

  it("writes a text that begins like a reference, a comment, or a number so that it is read as the text it is", () => {
    for (const text of ["# no comment", "1e3", "null", "- item", "a: b", "0x1f", "~", "@acme/zap", "line\nbreak", " space ", "${NAME}", "yes"]) {
      expect(parseYaml(setYamlValue("", ["model"], text)).value, text).to.deep.equal({ model: text });
    }
  });

  it("replaces a value that others refer to by an alias, and leaves theirs readable", () => {
    const written = setYamlValue("a: &x {k: 1}\nb: *x\n", ["b"], 2);
    expect(parseYaml(written)).to.deep.include({ problems: [], value: { a: { k: 1 }, b: 2 } });
  });

  it("sets a key inside a group that is an alias without changing the group it stands for", () => {
    const written = setYamlValue("a: &x {k: 1, j: 3}\nb: *x\n", ["b", "k"], 2);
    expect(parseYaml(written)).to.deep.include({ problems: [], value: { a: { k: 1, j: 3 }, b: { k: 2, j: 3 } } });
  });
});
