import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ScriptedCall } from "@ainative-code/test-kit";
import { expect } from "chai";
import { builtCli, buildOnce, type BuiltCli } from "../../boot/built-cli.ts";
import { placeFixture, placePlugin, takesHooks, type MadePlugin } from "./place-plugin.ts";
import { messagesOf, scriptedChat, toolResults } from "./scripted-chat.ts";

interface Noted {
  readonly me: string;
  readonly point: string;
  readonly event: Readonly<Record<string, unknown>>;
}

function journalOf(cli: BuiltCli): readonly Noted[] {
  const lines = readFileSync(join(cli.home.project, "journal.jsonl"), "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as Noted);
}

/** A plugin whose register hook has this body; `options` is what the hook gets. */
function hook(body: string): MadePlugin {
  return { manifest: takesHooks, files: { "register.js": `export default async function (options) { const { host } = options; ${body} }` } };
}

/** Longer than any time limit of the host, and than this test may take. */
const ages = "await new Promise((resolve) => setTimeout(resolve, 600_000));";

const bash = { calls: [{ name: "bash", input: { command: "echo model" } }] };
const done = { text: "Done." };

describe("the hook points of installed plugins", () => {
  before(buildOnce);

  describe("in a turn with a tool", () => {
    const cli = builtCli();
    let chat: Awaited<ReturnType<typeof scriptedChat>>;
    before(async () => {
      for (const name of ["watcher-b", "watcher-a"]) placeFixture(cli.home, "watcher", name);
      chat = await scriptedChat(cli, [bash, { ...done, usage: { input: 7, output: 2 } }], "--allowed-tools", "bash");
    });
    after(() => cli[Symbol.dispose]());

    it("are all fired, at each one the plugins in the order of their names", () => {
      expect({ exitCode: chat.exitCode, stderr: chat.stderr }).to.have.property("exitCode", 0);
      const answer = ["request", "response"];
      const points = ["session", "prompt", ...answer, "tool:before", "tool:after", ...answer, "turn", "session"];
      expect(journalOf(cli).map(({ me, point }) => `${point} ${me}`)).to.deep.equal(
        points.flatMap((point) => [`${point} watcher-a`, `${point} watcher-b`]),
      );
    });

    it("tell what happens", () => {
      const mine = journalOf(cli).filter(({ me }) => me === "watcher-b");
      const [start, , , , before, after, , , turn, end] = mine.map(({ event }) => event);
      expect(new Set(mine.map(({ event }) => event["sessionId"]))).to.have.property("size", 1);
      expect(start).to.include({ reason: "start", cwd: cli.home.project });
      expect(before).to.deep.include({ risk: "execute" });
      expect(after).to.have.nested.property("result.status", "ok");
      expect(after).to.have.nested.property("call.input.command", "echo model; echo watcher-a; echo watcher-b");
      expect(turn).to.have.nested.property("stop.reason", "stop");
      expect(turn).to.have.nested.property("usage.output.total");
      expect(end).to.include({ reason: "end" });
    });

    it("show each plugin what the one before it has changed", () => {
      const seen = (point: string): unknown => journalOf(cli).find(({ me, point: at }) => me === "watcher-b" && at === point)?.event;
      expect(seen("prompt")).to.include({ text: "go [watcher-a]" });
      expect(seen("request")).to.have.nested.property("request.system").that.includes("seen by watcher-a");
      expect(seen("tool:before")).to.have.nested.property("call.input.command", "echo model; echo watcher-a");
    });

    it("send the model what was made of prompt, request and tool input", () => {
      const [first, second] = chat.requests;
      expect(messagesOf(first).at(-1)).to.deep.equal({ role: "user", content: "go [watcher-a] [watcher-b]" });
      expect(messagesOf(first)[0]?.content).to.match(/seen by watcher-a[^]*seen by watcher-b/);
      expect(toolResults(second)).to.deep.equal(["model\nwatcher-a\nwatcher-b"]);
    });
  });

  const denials: readonly (readonly [string, string])[] = [
    ["prompt", "The plugin ainative-guard refused the prompt: not today"],
    ["request", "The plugin ainative-guard refused the request: not today"],
  ];
  for (const [point, sentence] of denials) {
    it(`let a plugin deny a ${point}, by name, and nothing is sent`, async () => {
      using cli = builtCli();
      placePlugin(cli.home, "ainative-guard", hook(`host.on("${point}", () => ({ deny: "not today" }));`));
      placePlugin(cli.home, "ainative-z", hook(`host.on("${point}", (event) => event);`));
      const { exitCode, stderr, requests } = await scriptedChat(cli);
      expect({ exitCode, requests }).to.deep.equal({ exitCode: 50, requests: [] });
      expect(stderr).to.include(sentence);
    });
  }

  it("let a plugin deny a call, and the model is told who did and why", async () => {
    using cli = builtCli();
    placePlugin(cli.home, "ainative-guard", hook('host.on("tool:before", ({ call }) => ({ deny: `no ${call.input.command}` }));'));
    const { exitCode, requests } = await scriptedChat(cli, [bash, done], "--permission-mode", "bypass");
    expect(exitCode).to.equal(0);
    expect(toolResults(requests[1])).to.deep.equal(["Refused by ainative-guard: no echo model"]);
  });

  const each = (points: readonly string[], body: string): MadePlugin =>
    hook(`for (const point of ${JSON.stringify(points)}) host.on(point, async () => { ${body} });`);

  it("pass over what looks on and throws or takes too long, and what answers nonsense, tell it once by name, and go on", async () => {
    using cli = builtCli();
    const points = ["session", "response", "tool:after", "turn"];
    placePlugin(cli.home, "ainative-broken", each(points, 'throw new Error("oops\\nat its line");'));
    placePlugin(cli.home, "ainative-odd", hook('host.on("prompt", () => 3); host.on("request", () => ({ request: {} })); host.on("tool:before", () => []);'));
    placePlugin(cli.home, "ainative-slow", each(["turn"], ages));
    placePlugin(cli.home, "ainative-z", hook('host.on("prompt", ({ text }) => ({ text: `${text}, z` }));'));
    const { exitCode, stdout, stderr, requests } = await scriptedChat(cli, [bash, done], "--permission-mode", "bypass");
    expect({ exitCode, stdout }).to.deep.equal({ exitCode: 0, stdout: "Done.\n" });
    expect(messagesOf(requests[0]).at(-1)?.content).to.equal("go, z");
    expect(toolResults(requests[1])).to.deep.equal(["model"]);
    expect(stderr).to.not.include("at its line");
    const warnings = stderr.split("\n").filter((line) => line.startsWith("Warning: "));
    expect(warnings.toSorted()).to.deep.equal(
      [
        ...points.map((point) => `Warning: ainative-broken: its "${point}" hook failed: oops`),
        ...["prompt", "request", "tool:before"].map((point) => `Warning: ainative-odd: its "${point}" hook returned what that point does not take`),
        'Warning: ainative-slow: its "turn" hook failed: took longer than 5000 ms',
      ].toSorted(),
    );
  }).timeout(30_000);

  for (const point of ["prompt", "request"]) {
    it(`send nothing where a guard of the ${point} throws`, async () => {
      using cli = builtCli();
      placePlugin(cli.home, "ainative-guard", each([point], 'throw new Error("oops");'));
      const { exitCode, stderr, requests } = await scriptedChat(cli);
      expect({ exitCode, requests }).to.deep.equal({ exitCode: 50, requests: [] });
      expect(stderr).to.include(`Warning: ainative-guard: its "${point}" hook failed: oops`);
      expect(stderr).to.include(`The plugin ainative-guard refused the ${point}: could not decide: oops`);
    });
  }

  it("run no call whose guard throws or takes too long, and the model is told", async () => {
    using cli = builtCli();
    placePlugin(cli.home, "ainative-guard", hook(`host.on("tool:before", async ({ call }) => {
      if (call.input.command === "touch one") throw new Error("oops");
      ${ages}
    });`));
    const touch = (name: string): ScriptedCall => ({ name: "bash", input: { command: `touch ${name}` } });
    const { exitCode, requests } = await scriptedChat(cli, [{ calls: [touch("one"), touch("two")] }, done], "--permission-mode", "bypass");
    expect(exitCode).to.equal(0);
    expect(toolResults(requests[1])).to.deep.equal([
      "Refused by ainative-guard: could not decide: oops",
      "Refused by ainative-guard: could not decide: took longer than 5000 ms",
    ]);
    expect(["one", "two"].filter((name) => existsSync(join(cli.home.project, name)))).to.deep.equal([]);
  }).timeout(30_000);

  it("change nothing by writing into what they are told", async () => {
    using cli = builtCli();
    placePlugin(cli.home, "ainative-vandal", hook(`
      host.on("prompt", (event) => { event.text = "spoilt"; });
      host.on("request", ({ request }) => { request.system = ["spoilt"]; request.messages.length = 0; });
      host.on("response", ({ message }) => { message.parts[0].input.command = "spoilt"; });
      host.on("tool:before", ({ call }) => { call.input.command = "echo spoilt"; });
      host.on("tool:after", ({ result }) => { result.content[0].text = "spoilt"; });`));
    const { exitCode, stderr, requests } = await scriptedChat(cli, [bash, done], "--permission-mode", "bypass");
    expect({ exitCode, stderr }).to.have.property("exitCode", 0);
    expect(toolResults(requests[1])).to.deep.equal(["model"]);
    expect(JSON.stringify(requests.map(({ body }) => body))).to.not.include("spoilt");
  });
});

describe("the register hook of an installed plugin", () => {
  before(buildOnce);

  it("adds a provider and a tool that are known only at run time", async () => {
    using cli = builtCli();
    const provider = `{ id: "echo", models: async () => [{ id: "e" }], async *stream({ messages }) {
      yield { type: "start", origin: { provider: "echo", api: "echo", model: "e" } };
      yield { type: "text-start", part: 0 };
      yield { type: "text-delta", part: 0, text: "I heard " + messages.at(-1).parts[0].text };
      yield { type: "text-end", part: 0 };
      yield { type: "finish", stop: { reason: "stop" } };
    } }`;
    const tool = `{ name: "dice", description: "Rolls.", risk: "read", input: { type: "object" }, run: async () => ({ content: "a six" }) }`;
    placePlugin(cli.home, "ainative-late", hook(`options.addProvider(${provider}); options.addTool(${tool});`));
    const { stdout } = await cli.run(["providers", "list"]);
    expect(stdout).to.match(/^echo +ainative-late +ready$/m);
    expect(await cli.run(["chat", "-p", "hello", "-m", "echo/e"])).to.deep.include({ exitCode: 0, stdout: "I heard hello\n" });
    const { requests } = await scriptedChat(cli, [{ calls: [{ name: "dice", input: {} }] }, done]);
    expect(toolResults(requests[1])).to.deep.equal(["a six"]);
  });

  it("is told by name where it hangs, throws, is late, adds nonsense or is none, and the others are heard", async () => {
    using cli = builtCli();
    const late = '{ name: "late", description: "", risk: "read", input: {}, run: async () => ({ content: "" }) }';
    placePlugin(cli.home, "ainative-a-hangs", hook(ages));
    placePlugin(cli.home, "ainative-b-throws", hook('throw new Error("no luck");'));
    placePlugin(cli.home, "ainative-c-late", hook(`setTimeout(() => { options.addTool(${late}); host.on("turn", () => {}); }, 100);`));
    placePlugin(cli.home, "ainative-d-nonsense", hook('options.addTool({ name: "two words", run() {} });'));
    placePlugin(cli.home, "ainative-e-syntax", { manifest: takesHooks, files: { "register.js": "export default (" } });
    placePlugin(cli.home, "ainative-f-missing", { manifest: takesHooks });
    placePlugin(cli.home, "ainative-g-empty", { manifest: takesHooks, files: { "register.js": "export const x = 1;" } });
    placePlugin(cli.home, "ainative-z", hook('host.on("prompt", ({ text }) => ({ text: `${text}, z` }));'));
    const { exitCode, stdout, stderr, requests } = await scriptedChat(cli);
    expect({ exitCode, stdout }).to.deep.equal({ exitCode: 0, stdout: "Done.\n" });
    expect(messagesOf(requests[0]).at(-1)?.content).to.equal("go, z");
    for (const told of [
      "ainative-a-hangs: its ainative:register hook failed: took longer than 3000 ms",
      "ainative-b-throws: its ainative:register hook failed: no luck",
      'ainative-c-late: added the tool "late" after its ainative:register hook was over; it is not counted',
      'ainative-c-late: added a handler of "turn" after its ainative:register hook was over; it is not counted',
      "ainative-d-nonsense: its ainative:register hook failed: addTool takes a tool: {name, description, risk, input, run}",
      "ainative-e-syntax: its ainative:register hook failed: ",
      "ainative-f-missing: its ainative:register hook failed: ",
      "ainative-g-empty: its ainative:register hook is no module that exports a function",
    ]) {
      expect(stderr).to.include(`Warning: ${told}`);
    }
    expect(JSON.stringify(requests[0]?.body["tools"])).to.not.include('"late"');
  }).timeout(30_000);
});
