import { expect } from "chai";
import { buildOnce } from "../../boot/built-cli.ts";
import { scene } from "../bad-days/scene.ts";

describe("a model that goes round in circles", () => {
  before(buildOnce);
  const call = { calls: [{ name: "glob", input: { pattern: "none*" } }] };

  it("is told, and stopped where that does not help", async () => {
    await using s = await scene(() => call);
    const { exitCode, stdout } = await s.chat(["--json", "--set", "chat.loopLimit=2"]);
    expect([exitCode, s.server.requests.length]).to.deep.equal([53, 10]);
    expect(JSON.parse(stdout)).to.deep.include({ subtype: "loop", exit_code: 53, is_error: true });
    expect(s.server.requests.map(({ text }) => text.includes("going round in circles")).indexOf(true)).to.equal(2);
  });

  it("may look at one thing twenty times, as long as it then comes to an end", async () => {
    let asked = 0;
    await using s = await scene(() => (asked++ < 20 ? call : { text: "Seen." }));
    const { exitCode, stdout } = await s.chat([]);
    expect([exitCode, stdout]).to.deep.equal([0, "Seen.\n"]);
  });

  it("goes on where it has found out", async () => {
    let asked = 0;
    await using s = await scene(() => (asked++ < 3 ? call : { text: "I see." }));
    const { exitCode, stdout, stderr } = await s.chat(["--set", "chat.loopLimit=3"]);
    expect([exitCode, stdout, stderr.includes("circles")]).to.deep.equal([0, "I see.\n", true]);
  });
});
