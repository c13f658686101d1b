import { expect } from "chai";
import { organisationFiles } from "../../../src/core/config/organisation-files.ts";

describe("organisationFiles", () => {
  it("follows the custom of each platform, in a place that only administrators write to", () => {
    expect(organisationFiles({ env: {}, platform: "linux" })).to.deep.equal(["/etc/ainative-code/config.yaml"]);
    expect(organisationFiles({ env: {}, platform: "darwin" })).to.deep.equal(["/Library/Application Support/ainative-code/config.yaml"]);
    expect(organisationFiles({ env: { PROGRAMFILES: "D:\\Programs" }, platform: "win32" })).to.deep.equal(["D:\\Programs\\ainative-code\\config.yaml"]);
  });

  it("puts the variable behind the machine's file, so that it lifts nothing, and takes absolute paths only", () => {
    const named = (path: string, platform: string): string[] => organisationFiles({ env: { AINATIVE_CODE_ORG_CONFIG: path }, platform });
    expect(named("/mnt/org.yaml", "linux")).to.deep.equal(["/etc/ainative-code/config.yaml", "/mnt/org.yaml"]);
    expect(named("org.yaml", "linux")).to.have.length(1);
    expect(named("\\\\server\\org.yaml", "win32")).to.have.length(2);
  });
});
