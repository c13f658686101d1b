import { expect } from "chai";
import { shownCommand, shownUrl, shownValue } from "../../../src/core/mcp/shown-command.ts";

describe("a server's settings on a screen", () => {
  it("show no secret of a command line, wherever it stands", () => {
    const args = ["-y", "server", "--token", "abc123", "--api-key=abc123", "-e", "DB_PASSWORD=abc123", "--header", "Authorization: Bearer abc1234567890abcdef", "--port", "80", "./token", "--password", "--verbose"];
    expect(shownCommand("npx", args)).to.equal(
      "npx -y server --token ******** --api-key=******** -e DB_PASSWORD=******** --header Authorization: [redacted] --port 80 ./token --password --verbose",
    );
    expect(shownCommand("x", ["--token", "keychain:mine", "--secret=${MINE}"])).to.equal("x --token keychain:mine --secret=${MINE}");
  });

  it("show no secret of an address", () => {
    expect(shownUrl("https://me:pass@a.example/mcp?apiKey=abc&team=blue&key=abc#token=abc")).to.equal(
      "https://[redacted]@a.example/mcp?apiKey=********&team=blue&key=********#token=********",
    );
    expect(shownUrl("https://a.example/${TEAM}?key=${KEY}")).to.equal("https://a.example/${TEAM}?key=${KEY}");
  });

  it("show of a value what it refers to, and nothing else", () => {
    const shown = ["abc", "keychain:x", "${NAME}", "Bearer ${NAME}", "abc-${NAME}", "${NAME:-abc}", "Basic ${NAME:-abc} abc", "$(pass mcp)"].map(shownValue);
    expect(shown).to.deep.equal(["********", "keychain:x", "${NAME}", "Bearer ${NAME}", "********${NAME}", "${NAME:-********}", "Basic ${NAME:-********} ********", "$(pass mcp)"]);
  });
});
