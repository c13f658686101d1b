import type { ScriptedReply } from "@ainative-code/test-kit";
import { expect } from "chai";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildOnce } from "../../boot/built-cli.ts";
import { expectFailure, expectFailureInEveryFormat } from "./failures.ts";
import { scene } from "./scene.ts";
import { briefly, expectLawful, rolesOf, savedMessages } from "./sessions.ts";

const touch = { name: "bash", input: { command: "touch it-ran" } };
const saved = "what had come of the answer is saved";
const goOn = "Try: Go on where it broke off: ainative-code chat --continue -p continue";

const limited = (seconds: string): ScriptedReply => ({
  status: 429,
  headers: { "retry-after": seconds },
  body: { error: { message: "Rate limit reached", code: "rate_limit_exceeded" } },
});

/** First one answer, then another one, however many requests an answer has seen. */
function inTurn(...replies: readonly ScriptedReply[]): () => ScriptedReply {
  let count = 0;
  return () => replies[Math.min(count++, replies.length - 1)] ?? { status: 500 };
}

describe("a bad day of the server", () => {
  before(buildOnce);

  describe("that stops in the middle", () => {
    for (const clean of [false, true]) {
      it(`of a text is told (${clean ? "properly ended" : "cut"}), and what had come is saved`, async () => {
        const cut = { text: "one two three", fault: { kind: "cut", afterEvents: 3, clean } } as const;
        await using s = await scene(inTurn(cut, { text: " and four" }));
        expectFailure(await s.chat(), { exitCode: 43, told: ["in the middle of", "saved", goOn] }, "one two \n");
        expect(s.server.requests, "what was shown is not asked for again").to.have.length(1);
        expect(briefly(await savedMessages(s))).to.match(/user: Go,assistant: one two \[(interrupted|error)\]/);
        const again = await s.run(["chat", "-p", "continue", "-c"]);
        expect(again).to.include({ exitCode: 0, stdout: " and four\n" });
        expect(rolesOf(s.server.requests[1]?.body).slice(1)).to.deep.equal(["user", "assistant", "user"]);
      });
    }

    it("of a tool call is told, and the tool is not run", async () => {
      await using s = await scene(() => ({ text: "so", calls: [touch], fault: { kind: "cut-in-call" } }));
      await expectFailureInEveryFormat(async (format) => s.chat(["--allowed-tools", "bash", ...format]), {
        exitCode: 43,
        code: "network",
        told: ["in the middle of its answer", saved, goOn],
      });
      expect(briefly(await savedMessages(s))).to.deep.equal(["user: Go", "assistant: so [error]"]);
      expect(existsSync(join(s.home.project, "it-ran"))).to.equal(false);
    });

    it("behind a whole tool call does not get it run either, and leaves a lawful history", async () => {
      await using s = await scene(inTurn({ calls: [touch, touch], fault: { kind: "cut-in-call" } }, { text: "ok" }));
      const responses = ["--set", "plugins.openai.api=responses"];
      const { exitCode } = await s.chat(["--allowed-tools", "bash", ...responses]);
      expect(exitCode).to.equal(43);
      expect(existsSync(join(s.home.project, "it-ran"))).to.equal(false);
      expect(briefly(await savedMessages(s))).to.deep.equal(["user: Go", "assistant: bash() [error]", "tool: bash error"]);
      expect(await s.run(["chat", "-p", "continue", "-c", ...responses])).to.include({ exitCode: 0, stdout: "ok\n" });
      expectLawful(s.server.requests[1]?.body);
    });
  });

  it("that sends garbage is told, and nothing of it is shown", async () => {
    await using s = await scene(() => ({ text: "one two", fault: { kind: "garbage", afterEvents: 3 } }));
    expectFailure(await s.chat(), { exitCode: 1, told: ["no JSON", saved, goOn] }, "one two\n");
  });

  it("that is no model server is told after it was tried again", async () => {
    const page = "<!doctype html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";
    await using s = await scene(() => ({ status: 502, headers: { "content-type": "text/html" }, body: page }));
    await expectFailureInEveryFormat(async (format) => s.chat(format), {
      exitCode: 1,
      code: "server",
      told: [/502 Bad Gateway \(tried 4 times\)\.\nTry again/, /; trying again in \d\.\d s\.\n/],
    });
    expect(s.server.requests).to.have.length(12);
  });

  it("that is a web site is told", async () => {
    const page = { status: 200, headers: { "content-type": "text/html" }, body: "<html><title>Welcome</title></html>" };
    await using s = await scene(() => page);
    const told = ["is no event stream", "Try: Check that the base URL points at a model server"];
    expectFailure(await s.chat(), { exitCode: 1, told });
    expect(s.server.requests).to.have.length(1);
  });

  it("that fails is asked four times, and then given up", async () => {
    const body = { error: { message: "The server had an error", type: "server_error" } };
    await using s = await scene(() => ({ status: 500, body }));
    const told = ["has a problem of its own: The server had an error (tried 4 times).", "Try again in a moment."];
    expectFailure(await s.chat(), { exitCode: 1, told });
    expect(s.server.requests).to.have.length(4);
    await using once = await scene(inTurn({ status: 500 }, { text: "Fine." }));
    expect(await once.chat(["--quiet"])).to.deep.include({ exitCode: 0, stdout: "Fine.\n", stderr: "" });
  });

  it("that limits the rate is given the time it asks for", async () => {
    await using s = await scene(inTurn(limited("1"), { text: "Fine." }));
    const { exitCode, stdout, stderr } = await s.chat();
    expect({ exitCode, stdout }).to.deep.equal({ exitCode: 0, stdout: "Fine.\n" });
    expect(stderr).to.match(/^127\.0\.0\.1:\d+ limits the rate of requests: Rate limit reached; trying again in 1\.0 s\.\n$/);
    const [first, second] = s.server.requests;
    expect((second?.at ?? 0) - (first?.at ?? 0)).to.be.within(990, 3000);
  });

  it("that asks for a long wait is not waited for, and the wait is told", async () => {
    await using s = await scene(() => limited("3600"));
    await expectFailureInEveryFormat(async (format) => s.chat(format), {
      exitCode: 43,
      code: "rate-limit",
      told: ["Rate limit reached; it asks to wait 60 minutes.\nTry: Come back in 60 minutes, or use another model"],
    });
    expect(s.server.requests).to.have.length(3);
  });

  describe("that is overloaded inside an answer of status 200", () => {
    const overloaded = { kind: "error", code: "overloaded_error", message: "Overloaded" } as const;

    it("is asked again where nothing was shown yet", async () => {
      await using s = await scene(inTurn({ text: "lost", fault: { ...overloaded, afterEvents: 1 } }, { text: "Fine." }));
      const { exitCode, stdout, stderr } = await s.chat();
      expect({ exitCode, stdout }).to.deep.equal({ exitCode: 0, stdout: "Fine.\n" });
      expect(stderr).to.include("is overloaded: Overloaded; trying again in ");
      expect(briefly(await savedMessages(s))).to.deep.equal(["user: Go", "assistant: Fine."]);
    });

    it("is not asked again once something was shown, and what had come is saved", async () => {
      await using s = await scene(() => ({ text: "one two three", fault: { ...overloaded, afterEvents: 3 } }));
      await expectFailureInEveryFormat(async (format) => s.chat(format), {
        exitCode: 43,
        code: "overloaded",
        told: [`is overloaded: Overloaded; ${saved}.`, goOn],
      });
      expect(s.server.requests).to.have.length(3);
      expect(briefly(await savedMessages(s))).to.deep.equal(["user: Go", "assistant: one two [error]"]);
    });
  });
});
