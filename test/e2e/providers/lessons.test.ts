import { expect } from "chai";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildOnce } from "../../boot/built-cli.ts";
import { scene, type Scene } from "../bad-days/scene.ts";

const refusal = {
  status: 400,
  body: { error: { message: "Unsupported parameter: 'stream_options'", type: "invalid_request_error", param: "stream_options", code: "unsupported_parameter" } },
};

/** A compatible server that does not know `stream_options`. */
async function simpleServer(): Promise<Scene> {
  return scene(({ body }) => (body["stream_options"] === undefined ? { text: "Done." } : refusal));
}

function sent(s: Scene): readonly boolean[] {
  return s.server.requests.map(({ body }) => body["stream_options"] !== undefined);
}

describe("what a server refuses", () => {
  before(buildOnce);

  it("is left out at once in the next process", async () => {
    await using s = await simpleServer();
    expect(await s.chat()).to.include({ exitCode: 0, stdout: "Done.\n" });
    expect(sent(s), "the first process tries, and does without").to.deep.equal([true, false]);
    expect(await s.chat()).to.include({ exitCode: 0, stdout: "Done.\n" });
    expect(sent(s), "the second knows").to.deep.equal([true, false, false]);
  });

  it("is tried again for another model of that server", async () => {
    await using s = await simpleServer();
    await s.chat();
    await s.run(["chat", "-p", "Go", "-m", "openai/other"]);
    expect(sent(s)).to.deep.equal([true, false, true, false]);
  });

  it("is learned anew where the notes are broken", async () => {
    await using s = await simpleServer();
    await s.chat();
    const folder = join(s.home.cache, "notes");
    const [file = ""] = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
    expect(readFileSync(join(folder, file), "utf8")).to.include("stream_options");
    writeFileSync(join(folder, file), "{broken");
    expect(await s.chat()).to.include({ exitCode: 0, stdout: "Done.\n" });
    expect(sent(s)).to.deep.equal([true, false, true, false]);
  });
});
