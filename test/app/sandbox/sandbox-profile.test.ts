import { userInfo } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { profileOf } from "../../../src/app/sandbox-profile.ts";
import { foldersOf } from "../../../src/core/config/folders.ts";

const home = "/home/somebody";
const folders = foldersOf({ env: {}, home, platform: "linux" });
const settings = { mode: "auto", allowedDomains: [], writable: [], readDenied: [] } as const;

function visibleIn(cwd: string): readonly string[] {
  return profileOf({ environment: { env: { PATH: "/usr/bin" }, home, cwd }, folders, contributions: { plugins: [] } }, settings).visible;
}

describe("the profile of the sandbox", () => {
  it("is made for a project anywhere, as for one right below /tmp", () => {
    // Where this repository itself is below /tmp, its Node is seen there.
    const below = (cwd: string): readonly string[] => visibleIn(cwd).filter((path) => path.startsWith("/tmp") && path !== dirname(process.execPath));
    expect(below("/srv/somewhere/project")).to.deep.equal([]);
    expect(below("/tmp/project")).to.deep.equal([]);
  });

  it("hides the keys of the account's own home too, whatever HOME says", () => {
    const { hidden, homes } = profileOf({ environment: { env: {}, home, cwd: "/srv/project" }, folders, contributions: { plugins: [] } }, settings);
    expect(hidden).to.include(`${home}/.ssh`).and.include(join(userInfo().homedir, ".ssh"));
    expect(homes).to.include(home);
  });

  it("shows what stands beside a project in a folder below /tmp", () => {
    expect(visibleIn("/tmp/place/project")).to.include("/tmp/place");
  });
});
