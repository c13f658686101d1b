import { expect } from "chai";
import { changedSettings } from "../../../src/print/line/changed-settings.ts";

describe("what is said of settings that have changed", () => {
  it("names those that are in force now, and of the model how to go on with another", () => {
    expect(changedSettings(["permissions.mode", "ui.theme"], "a/b", "a/b")).to.deep.equal(["Settings changed, in force from here on: permissions.mode, ui.theme"]);
    expect(changedSettings(["model", "chat.maxTurns"], "a/c", "a/b")).to.deep.equal([
      "Settings changed, in force from here on: chat.maxTurns",
      "The default model is now a/c; this conversation goes on with a/b. To change that: /model a/c",
    ]);
    expect(changedSettings(["model"], undefined, "a/b")).to.deep.equal(["There is no default model any more; this conversation goes on with a/b."]);
    expect(changedSettings(["model"], "a/b", "a/b"), "the one that is used already").to.deep.equal([]);
  });
});
