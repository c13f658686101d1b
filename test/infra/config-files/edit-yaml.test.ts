import { expect } from "chai";
import { setYamlValue } from "../../../src/infra/config-files/edit-yaml.ts";

describe("setYamlValue", () => {
  const text = ["# head", "", "model: a/b # why", "", "# who may what", "permissions:", "  deny:", "    # never", "    - 'x'", "log: {level: info}", ""].join("\n");

  it("changes one value and keeps comments, order, blank lines and quotes", () => {
    expect(setYamlValue(text, ["model"], "c/d")).to.equal(text.replace("a/b", "c/d").replace("{level: info}", "{ level: info }"));
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
});
