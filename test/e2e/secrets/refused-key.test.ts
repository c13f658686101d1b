import { expect } from "chai";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildOnce } from "../../boot/built-cli.ts";
import { fakeProgram } from "../../infra/secrets/fake-program.ts";
import { scene, type Scene } from "../bad-days/scene.ts";

const refused = { status: 401, body: { error: { message: "Incorrect API key.", code: "invalid_api_key" } } };

/** A vault whose key is another one at every look. */
function rotating(s: Scene): string {
  const count = join(s.home.home, "count");
  return fakeProgram(join(s.home.home, "bin"), "get-key", `echo x >> "${count}"; echo "key-$(grep -c x "${count}")"`);
}

describe("a key that the server refuses", () => {
  before(buildOnce);

  async function keysSent(replies: Parameters<typeof scene>[0], value: (s: Scene) => string): Promise<readonly [number | undefined, readonly unknown[]]> {
    await using s = await scene(replies, { pick: "sequence" });
    mkdirSync(s.home.config, { recursive: true });
    writeFileSync(join(s.home.config, "config.yaml"), `plugins: {openai: {apiKey: "${value(s)}"}}\n`, { mode: 0o600 });
    const { exitCode } = await s.chat();
    return [exitCode, s.server.requests.map(({ headers }) => headers["authorization"])];
  }

  it("is looked up once more, and the answer comes", async () => {
    const sent = await keysSent([refused, { text: "Done." }], (s) => `$(${rotating(s)})`);
    expect(sent).to.deep.equal([0, ["Bearer key-1", "Bearer key-2"]]);
  });

  it("is looked up once more and not again", async () => {
    const sent = await keysSent(() => refused, (s) => `$(${rotating(s)})`);
    expect(sent).to.deep.equal([41, ["Bearer key-1", "Bearer key-2"]]);
  });

  it("is looked up once in a run where it is not refused", async () => {
    const call = { calls: [{ name: "bash", input: { command: "true" } }] };
    const sent = await keysSent([call, { text: "Done." }], (s) => `$(${rotating(s)})`);
    expect(sent[1]).to.deep.equal(["Bearer key-1", "Bearer key-1"]);
  });

  it("is not tried again where no other is to be had", async () => {
    expect(await keysSent(() => refused, () => "key-literal")).to.deep.equal([41, ["Bearer key-literal"]]);
  });
});
