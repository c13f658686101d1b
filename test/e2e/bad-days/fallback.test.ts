import type { CliResult, ScriptedReply } from "@ainative-code/test-kit";
import { expect } from "chai";
import { mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { buildOnce, root } from "../../boot/built-cli.ts";
import { expectFailure, linesOf, resultOf } from "./failures.ts";
import { scene } from "./scene.ts";
import type { Scene } from "./scene.ts";
import { briefly, savedMessages } from "./sessions.ts";

/** What each model of the server says. */
const saying = (replies: Readonly<Record<string, ScriptedReply>>): Promise<Scene> =>
  scene(({ body }) => replies[String(body["model"])] ?? { status: 500 });

const well: ScriptedReply = { text: "here I am", usage: { input: 3, output: 2 } };
const bad: Readonly<Record<string, ScriptedReply>> = {
  "529": { status: 529, body: { error: { message: "Overloaded", type: "overloaded_error" } } },
  "429 for an hour": { status: 429, headers: { "retry-after": "3600" }, body: { error: { message: "Rate limit reached", code: "rate_limit_exceeded" } } },
  "429 without credit": { status: 429, body: { error: { message: "No credit", code: "insufficient_quota", type: "insufficient_quota" } } },
  "401": { status: 401, body: { error: { message: "Wrong key", code: "invalid_api_key" } } },
  "404": { status: 404, body: { error: { message: "No such model", code: "model_not_found" } } },
  "a cut before the answer": { text: "never seen", fault: { kind: "cut", afterEvents: 0 } },
};

/** A vendor of another wire format, which says one of its plugin's own answers. */
async function otherVendor(): Promise<{ readonly url: string; readonly asked: string[] } & AsyncDisposable> {
  const asked: string[] = [];
  const answer = readFileSync(join(root, "plugins/anthropic/test/fixtures/text.sse"));
  const server = createServer((request, response) => {
    asked.push(String(request.url));
    response.writeHead(200, { "content-type": "text/event-stream" }).end(answer);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function expectAnswered(result: CliResult, stdout = "here I am\n"): void {
  expect(result, result.stderr).to.include({ exitCode: 0, stdout });
}

describe("a bad day of the first model", () => {
  before(buildOnce);

  for (const [name, first] of Object.entries(bad)) {
    it(`with ${name} lets the next one answer, says why, and saves who it was`, async () => {
      await using s = await saying({ m: first, n: well });
      const result = await s.chat(["--fallback-model", "openai/n"]);
      expectAnswered(result);
      expect(result.stderr).to.match(/^openai\/m: .+; asking openai\/n instead\.$/m);
      const [, answer] = await savedMessages(s);
      expect(answer).to.have.nested.property("origin.model", "n");
    });
  }

  it("lets another vendor answer, in its own words", async () => {
    await using other = await otherVendor();
    await using s = await saying({ m: bad["529"] ?? well });
    const env = { ANTHROPIC_BASE_URL: other.url, ANTHROPIC_API_KEY: "k" };
    const result = await s.chat(["--fallback-model", "anthropic/claude-x", "--output-format", "stream-json"], { env });
    expect(result.exitCode, result.stderr + result.stdout).to.equal(0);
    const lines = linesOf(result.stdout);
    const told = lines.flatMap((line) => (line.type === "stream_event" ? [line["event"]] : [])) as readonly { readonly type: string }[];
    expect(told.at(-1)).to.deep.include({ type: "fallback", from: "openai/m", to: "anthropic/claude-x" });
    expect(told.at(-1)).to.have.nested.property("error.code", "overloaded");
    expect(lines.find(({ type }) => type === "assistant")).to.have.nested.property("message.origin.provider", "anthropic");
    expect(other.asked).to.have.length(1);
  });

  it("begins the next prompt with the model that was chosen", async () => {
    let isWell = false;
    await using s = await scene(({ body }) => (body["model"] === "m" && !isWell ? { status: 529 } : { text: String(body["model"]) }));
    expectAnswered(await s.chat(["--fallback-model", "openai/n"]), "n\n");
    isWell = true;
    const again = await s.run(["chat", "-p", "again", "-c", "--fallback-model", "openai/n"]);
    expectAnswered(again, "m\n");
  });

  it("asks nobody else once something of the answer was shown", async () => {
    await using s = await saying({ m: { text: "one two three", fault: { kind: "cut", afterEvents: 3 } }, n: well });
    expectFailure(await s.chat(["--fallback-model", "openai/n"]), { exitCode: 43, told: ["what had come of the answer is saved"] }, "one two \n");
    expect(s.server.requests).to.have.length(1);
    expect(briefly(await savedMessages(s))).to.match(/user: Go,assistant: one two \[(interrupted|error)\]/);
  });

  it("asks nobody else where the request itself is wrong", async () => {
    await using s = await saying({ m: { status: 400, body: { error: { message: "Bad parameter", param: "x" } } }, n: well });
    expect((await s.chat(["--fallback-model", "openai/n"])).exitCode).to.equal(44);
    expect(s.server.requests.filter(({ body }) => body["model"] === "n")).to.deep.equal([]);
  });

  it("tells what each model said where none answers", async () => {
    await using s = await saying({ m: bad["401"] ?? well, n: bad["404"] ?? well });
    const result = resultOf(await s.chat(["--fallback-model", "openai/n, missing/x", "--json"]));
    expect(result).to.include({ exit_code: 40, is_error: true });
    expect(result.error?.message).to.match(/^None of 3 models answered\. openai\/m: .+ openai\/n: .+ missing\/x: /);
    expect(result).to.have.nested.property("error.details.models").with.length(3);
  });

  it("takes the fallbacks of the config, and refuses a name that can't be one before anything is asked", async () => {
    await using s = await saying({ m: bad["401"] ?? well, n: well });
    expectAnswered(await s.chat(["--set", 'chat.fallbackModels=["openai/n"]']));
    const asked = s.server.requests.length;
    expectFailure(await s.chat(["--fallback-model", "nonsense"]), { exitCode: 42, told: ['"nonsense" does not name a model'] });
    expect(s.server.requests).to.have.length(asked);
  });

  it("ends a prompt that takes longer than it may, with what had come", async () => {
    await using s = await saying({ m: { text: "one two three", fault: { kind: "stall", afterEvents: 3 } } });
    const result = await s.chat(["--timeout", "1"]);
    expectFailure(result, { exitCode: 124, told: ["Stopped after 1 second,", "is saved"] }, "one two \n");
  });

  it("gives up a model that says nothing for too long", async () => {
    await using s = await saying({ m: { text: "x", fault: { kind: "stall", afterEvents: 0 } }, n: well });
    const result = await s.chat(["--set", "chat.idleTimeoutSeconds=1", "--fallback-model", "openai/n"]);
    expectAnswered(result);
    expect(result.stderr).to.include("The model said nothing for 1 second");
  });
});

describe("the response cache of the built program", () => {
  before(buildOnce);

  it("answers a later run without asking, and says so", async () => {
    await using s = await saying({ m: well });
    expectAnswered(await s.chat(["--response-cache"]));
    const again = await s.chat(["--response-cache"]);
    expectAnswered(again);
    expect(again.stderr).to.include("Answered from the response cache.");
    expect(s.server.requests).to.have.length(1);
    const [, answer] = await savedMessages(s);
    expect(answer).to.include({ cached: true });
    expectAnswered(await s.chat([]));
    expect(s.server.requests, "off by default").to.have.length(2);
  });

  it("that can't be opened stops no chat", async () => {
    await using s = await saying({ m: well });
    mkdirSync(join(s.home.cache, "responses.db"), { recursive: true });
    const result = await s.chat(["--response-cache"]);
    expectAnswered(result);
    expect(result.stderr).to.match(/^Warning: .*response cache.*can't be used/m);
  });
});
