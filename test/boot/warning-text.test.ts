import { expect } from "chai";
import { warningText } from "../../src/boot/warning-text.ts";

describe("the text of a warning", () => {
  it("is its first line", () => {
    expect(warningText({ message: "The thing is deprecated.\nUse another." })).to.equal("The thing is deprecated.");
    expect(warningText({ message: "Mismatched version in x plugin manifest.", detail: undefined })).to.match(/^Mismatched/);
  });

  it("names the plugin and its command that oclif could not load, and the reason", () => {
    const detail = ["module: @oclif/core@5", "task: findCommand (notes:find)", "plugin: acme", "root: /x", "message: Unexpected end of input", "See more"];
    expect(warningText({ message: "SyntaxError", detail: detail.join("\n") })).to.equal(
      'acme: could not load its command "notes find": Unexpected end of input',
    );
    expect(warningText({ message: "SyntaxError", detail: "task: readManifest\nplugin: acme\nmessage: Bad control character" })).to.equal(
      "acme: could not be loaded: Bad control character",
    );
  });

  it("names the plugin whose folder is gone", () => {
    const message = "could not find package.json with {\n  ignoreManifest: undefined,\n  name: 'acme',\n  root: '/x/package.json',\n}";
    expect(warningText({ message, detail: "plugin: ainative-code" })).to.equal("acme: is not there any more: install it again, or uninstall it");
  });
});
