import { expect } from "chai";
import { until } from "@ainative-code/test-kit";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildOnce } from "../../boot/built-cli.ts";
import { placePlugin } from "../plugins/place-plugin.ts";
import { scene, type Scene } from "./scene.ts";
import { briefly, expectLawful, rolesOf, savedMessages } from "./sessions.ts";

/** Keeps the process alive, and never comes back. */
const forever = `await new Promise(() => setInterval(() => {}, 1000));`;

const provider = `
  import { writeFileSync } from "node:fs";
  export default {
    id: "deaf",
    async models() { writeFileSync("asked", ""); ${forever} },
    async *stream() {
      yield { type: "start", origin: { provider: "deaf", api: "deaf", model: "m" } };
      yield { type: "text-start", part: 0 };
      yield { type: "text-delta", part: 0, text: "one two" };
      ${forever}
    },
  };`;

const tool = `
  import { writeFileSync } from "node:fs";
  export default {
    name: "deaf", description: "Listens to nobody.", risk: "read", input: { type: "object" },
    async run(_input, { progress }) { progress("begun"); writeFileSync("asked", ""); ${forever} },
  };`;

function placeDeaf(s: Scene): void {
  const ainative = {
    api: 1,
    providers: [{ id: "deaf", module: "./provider.js", secrets: [] }],
    tools: [{ name: "deaf", module: "./tool.js" }],
  };
  placePlugin(s.home, "ainative-deaf", { manifest: { ainative }, files: { "provider.js": provider, "tool.js": tool } });
}

async function asked(s: Scene): Promise<void> {
  await until(() => (existsSync(join(s.home.project, "asked")) ? true : undefined), "the plugin to be asked", 30_000);
}

describe("a plugin that never comes back", () => {
  before(buildOnce);

  it("does not keep a cancelled answer: what was said is saved and the process ends", async () => {
    await using s = await scene(() => ({ text: "and four" }));
    placeDeaf(s);
    const cli = s.startOpen(["chat", "-p", "Go", "-m", "deaf/m"]);
    cli.endInput();
    await cli.waitFor("two");
    const cancelled = performance.now();
    cli.kill("SIGINT");
    expect(await cli.exited).to.deep.include({ exitCode: 130, stdout: "one two\n" });
    expect(performance.now() - cancelled).to.be.below(5000);
    expect(briefly(await savedMessages(s))).to.deep.equal(["user: Go", "assistant: one two [aborted]"]);
    expect(await s.run(["chat", "--continue", "-p", "go on", "-m", "openai/m"])).to.include({ exitCode: 0, stdout: "and four\n" });
    expectLawful(s.server.requests[0]?.body);
  }).timeout(40_000);

  it("does not keep a cancelled call: its result says so and the process ends", async () => {
    await using s = await scene([{ calls: [{ name: "deaf", input: {} }] }]);
    placeDeaf(s);
    const cli = s.start(["--permission-mode", "bypass"]);
    await asked(s);
    cli.kill("SIGINT");
    expect(await cli.exited).to.deep.include({ exitCode: 130 });
    const messages = await savedMessages(s);
    expect(briefly(messages)).to.deep.equal(["user: Go", "assistant: deaf()", "tool: deaf error"]);
    expect(JSON.stringify(messages.at(-1))).to.include("Cancelled; the tool did not end").and.to.include("begun");
  }).timeout(40_000);

  it("does not keep the list of models: the others are shown, it is named, and the process ends", async () => {
    await using s = await scene([]);
    placeDeaf(s);
    const { exitCode, stdout, stderr } = await s.run(["models", "list"]);
    expect({ exitCode, stderr }).to.have.property("exitCode", 0);
    expect(stdout).to.match(/^MODEL/);
    expect(stderr).to.include("deaf: ainative-deaf did not name the models of deaf within 15 seconds.");
  }).timeout(60_000);

  for (const [signal, exitCode] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
    it(`does not keep the list of models from ending by ${signal}`, async () => {
      await using s = await scene([]);
      placeDeaf(s);
      const cli = s.startOpen(["models", "list"]);
      await asked(s);
      cli.kill(signal);
      expect(await cli.exited).to.include({ exitCode });
    }).timeout(40_000);
  }
});

describe("an answer of nothing", () => {
  before(buildOnce);

  it("is told, and the session can go on", async () => {
    const answers = ["", "Here I am."];
    await using s = await scene(() => ({ text: answers.shift() ?? "" }));
    const { exitCode, stdout, stderr } = await s.chat();
    expect({ exitCode, stdout: stdout.trim() }, stderr).to.deep.equal({ exitCode: 0, stdout: "" });
    expect(stderr).to.include("The model answered with nothing.");
    expect(await s.run(["chat", "--continue", "-p", "and now?"])).to.include({ exitCode: 0, stdout: "Here I am.\n" });
    expect(rolesOf(s.server.requests[1]?.body)).to.deep.equal(["system", "user", "user"]);
  });
});
