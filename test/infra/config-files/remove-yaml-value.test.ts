import { expect } from "chai";
import { removeYamlValue } from "../../../src/infra/config-files/remove-yaml-value.ts";

describe("removeYamlValue", () => {
  it("takes out the lines of a value, and keeps all comments and the layout of the rest", () => {
    const text = "# mine\nmodel: a/b # fast\nlog: {level: info}   # as is\n\n# turns\nchat:\n  # few\n  maxTurns: 3\n  maxOutputTokens: 9\n";
    expect(removeYamlValue(text, ["model"])).to.equal(text.replace("model: a/b # fast\n", ""));
    expect(removeYamlValue(text, ["chat", "maxTurns"])).to.equal(text.replace("  maxTurns: 3\n", ""));
    expect(removeYamlValue(text, ["chat", "maxOutputTokens"])).to.equal(text.replace("  maxOutputTokens: 9\n", ""));
  });

  it("takes out a list and a group with all their lines", () => {
    const text = "permissions:\n  deny:\n    - a\n    # why\n    - b\n  mode: ask\nmodel: a/b\n";
    expect(removeYamlValue(text, ["permissions", "deny"])).to.equal("permissions:\n  mode: ask\nmodel: a/b\n");
    expect(removeYamlValue(text, ["permissions"])).to.equal("model: a/b\n");
  });

  it("takes out the groups that are empty then, and leaves a file of comments where it was the last value", () => {
    expect(removeYamlValue("plugins:\n  openai:\n    apiKey: x\nmodel: a/b\n", ["plugins", "openai", "apiKey"])).to.equal("model: a/b\n");
    expect(removeYamlValue("# settings\nmodel: a/b\n# end\n", ["model"])).to.equal("# settings\n# end\n");
    expect(removeYamlValue("model: a/b", ["model"])).to.equal("");
  });

  it("takes a value out of a group on one line", () => {
    expect(removeYamlValue("chat: {maxTurns: 3, maxOutputTokens: 9}\n", ["chat", "maxTurns"])).to.equal("chat: { maxOutputTokens: 9 }\n");
    expect(removeYamlValue("model: a/b\nlog: {level: info}\n", ["log", "level"])).to.equal("model: a/b\n");
  });

  it("takes out a text of several lines, and keeps Windows line ends", () => {
    expect(removeYamlValue("model: |\n  a\n  b\n\nlog: {level: info}\n", ["model"])).to.match(/^\n?log: \{level: info\}\n$/);
    expect(removeYamlValue("# a\r\nmodel: a/b\r\nlog: {level: info}\r\n", ["model"])).to.equal("# a\r\nlog: {level: info}\r\n");
  });
});
