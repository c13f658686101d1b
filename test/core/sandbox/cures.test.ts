import { expect } from "chai";
import { cures, installCommand } from "../../../src/core/sandbox/cures.ts";

describe("what to do about a missing fence", () => {
  it("names the command of the system at hand, or of the one it is like", () => {
    const commands = ["ID=debian", 'ID=linuxmint\nID_LIKE="ubuntu debian"', "ID=fedora", 'ID="opensuse-leap"\nID_LIKE="suse opensuse"', "ID=manjaro\nID_LIKE=arch", "ID=alpine", "", "ID=unheard-of"].map(installCommand);
    expect(commands.map((command) => command.split(" ").slice(0, 3).join(" "))).to.deep.equal([
      "sudo apt-get install", "sudo apt-get install", "sudo dnf install", "sudo zypper install", "sudo pacman -S", "sudo apk add", "Install bubblewrap, socat", "Install bubblewrap, socat",
    ]);
  });

  it("fits what the program complained about", () => {
    expect(cures("bwrap: setting up uid map: Permission denied").join("\n")).to.include("unprivileged_userns_clone").and.include("apparmor");
    expect(cures("bwrap: Can't mount proc on /newroot/proc: Operation not permitted").join("\n")).to.include("systempaths=unconfined");
    expect(cures("bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted").join("\n")).to.include("AppArmor");
    expect(cures("what is that?")[0]).to.include("by hand");
  });
});
