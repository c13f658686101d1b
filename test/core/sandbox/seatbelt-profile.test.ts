import { expect } from "chai";
import { seatbeltProfile } from "../../../src/core/sandbox/seatbelt-profile.ts";

const profile = { writable: ["/home/me/a"], temp: "/private/tmp/t", hidden: ["/Users/me/.ssh"], kept: ["/Users/me/.zshrc"], visible: [], domains: [] };

/** The lines of a rule, as they stand in the profile. */
function ruleOf(text: string, head: string): string {
  return text.split("\n(").find((rule) => rule.startsWith(head)) ?? "";
}

describe("the profile for macOS", () => {
  const text = seatbeltProfile(profile);

  it("denies the network and every write, then allows the writable folders, then takes back what is kept", () => {
    expect(text.startsWith("(version 1)\n(allow default)\n(deny network*)\n(deny file-write*\n  (subpath \"/\"))\n(allow file-write*\n  (subpath \"/home/me/a\")\n  (subpath \"/private/tmp/t\")")).to.equal(true);
    const order = ["(allow file-write*", '(subpath "/home/me/a/.git/hooks")', "(deny file-write-unlink", "(deny file-read* file-write*"].map((words) => text.indexOf(words));
    expect(order).to.deep.equal(order.toSorted((a, b) => a - b));
    expect(text).to.include('(subpath "/home/me/a/.ainative-code")').and.include('(subpath "/Users/me/.zshrc")').and.include('(literal "/home/me/a/.git")');
  });

  it("leaves what a home hides as it is where the home itself can be written", () => {
    const hidden = String.raw`(regex #"^/Users/me\.x/\.")`;
    expect(seatbeltProfile({ ...profile, writable: ["/Users/me.x"], homes: ["/Users/me.x"] })).to.include(hidden);
    expect(seatbeltProfile({ ...profile, homes: ["/Users/me.x"] })).to.not.include(hidden);
  });

  it("hides credentials and the keychain, and steers no other process", () => {
    expect(ruleOf(text, "deny file-read* file-write*")).to.include('(subpath "/Users/me/.ssh")');
    expect(text).to.include("com.apple.SecurityServer").and.include("(deny signal)").and.include("(allow signal (target same-sandbox))").and.include("(deny appleevent-send)");
  });

  it("is one whose parentheses and quotes fit, whatever a folder is called", () => {
    const odd = seatbeltProfile({ ...profile, writable: ['/home/me/a "b" (c) \\d'] });
    expect(odd).to.include(String.raw`(subpath "/home/me/a \"b\" (c) \\d")`);
    const bare = odd.replaceAll(/"(?:[^"\\]|\\.)*"/g, "");
    expect([bare.split("(").length, bare.includes('"')]).to.deep.equal([bare.split(")").length, false]);
  });

  it("leaves the network to servers that the user has set up", () => {
    expect(seatbeltProfile(profile, true)).to.not.include("network");
  });
});
