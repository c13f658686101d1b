import { canonicalRequest, firstDifference, turnOf, type Message, type ProviderRequest, type TapePlaces } from "@ainative-code/sdk";
import { expect } from "chai";

const here: TapePlaces = { cwd: ["/srv/app", "/mnt/disk/app"], tmp: ["/tmp"], home: ["/home/ann"] };
const there: TapePlaces = { cwd: ["C:\\Users\\Bob\\app"], tmp: ["C:\\Temp"], home: ["C:\\Users\\Bob"] };

function request(text: string, changes: Partial<ProviderRequest> = {}): ProviderRequest {
  const messages: readonly Message[] = [{ id: "m1", createdAt: "2026-01-02T03:04:05Z", role: "user", parts: [{ type: "text", text }] }];
  return { model: "any", system: [], messages, tools: [], signal: new AbortController().signal, ...changes };
}

function named(text: string, places = here): unknown {
  return at(canonicalRequest(request(text), places), "messages", "0", "parts", "0", "text");
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined), value);
}

describe("the canonical form of a request", () => {
  const cases: readonly (readonly [what: string, text: string, expected: string, places?: TapePlaces])[] = [
    ["the working folder", "in /srv/app/src.", "in <cwd>/src."],
    ["the working folder at the end of a sentence", "I am in /srv/app.", "I am in <cwd>."],
    ["another path of the working folder", "file:///mnt/disk/app/a.ts:3", "file://<cwd>/a.ts:3"],
    ["a path in a line of JSON text", String.raw`{"out":"a\n/srv/app/x"}`, String.raw`{"out":"a\n<cwd>/x"}`],
    ["a coloured path", "\u001b[32m/srv/app/x\u001b[0m", "\u001b[32m<cwd>/x\u001b[0m"],
    ["a path with a Windows drive", String.raw`see C:\Users\Bob\app\src`, String.raw`see <cwd>\src`, there],
    ["a Windows path inside JSON", String.raw`{"cwd":"C:\\Users\\Bob\\app"}`, String.raw`{"cwd":"<cwd>"}`, there],
    ["a Windows path with slashes", "C:/Users/Bob/app/x", "<cwd>/x", there],
    ["a percent-encoded path", "?at=%2Fsrv%2Fapp&x", "?at=<cwd>&x"],
    ["the home folder of a folder with a longer name", "/home/ann/app and /home/anna", "<home>/app and /home/anna"],
    ["temporary files, by number", "/tmp/a-Xy12/f /tmp/b-9z /tmp/a-Xy12 /tmp", "<tmp:1>/f <tmp:2> <tmp:1> <tmp>"],
    ["a date", "since 2026-11-22.", "since <date>."],
    ["times", "at 2026-11-22T09:08:07.123Z, 2026-11-22T09:08+01:00", "at <time>, <time>"],
  ];
  for (const [what, text, expected, places] of cases) {
    it(`names ${what}`, () => expect(named(text, places)).to.equal(expected));
  }

  for (const text of ["/srv/app-two", "/srv/application", "/srv/app.old", "/mnt/srv/app", "./tmp/x", "**/tmp/x", "12026-11-225", "v2026-1-2"]) {
    it(`leaves ${text} alone`, () => expect(named(text)).to.equal(text));
  }

  it("finds a folder whose name has characters that mean something in a pattern", () => {
    expect(named("/w/a+b (c)/x", { cwd: ["/w/a+b (c)"] })).to.equal("<cwd>/x");
  });

  it("does not take a root folder for a place", () => {
    expect(named("/etc and C:\\x", { cwd: ["/"], home: ["C:\\"] })).to.equal("/etc and C:\\x");
  });

  it("is the same for two runs that differ in folders, ids, dates and models only", () => {
    const run = (cwd: string, id: string, date: string, places: TapePlaces, model: string): unknown =>
      canonicalRequest(
        {
          ...request(""),
          model,
          temperature: model.length,
          cacheKey: `session-${id}`,
          system: [`Working directory: ${cwd}\nPlatform: ${model}\nDate: ${date}`],
          messages: [
            { id: `message-${id}`, createdAt: date, role: "user", parts: [{ type: "text", text: `see message-${id} of session-${id}` }] },
            {
              id: `answer-${id}`,
              createdAt: date,
              role: "assistant",
              origin: { provider: model, api: "x", model },
              stop: { reason: "tool-calls" },
              parts: [{ type: "tool-call", id: `c${id}`, name: "read", input: { path: `${cwd}/a` }, inputText: cwd, native: { id } }],
            },
            {
              id: `result-${id}`,
              createdAt: date,
              role: "tool",
              parts: [{ type: "tool-result", callId: `c${id}`, name: "read", status: "ok", content: [{ type: "text", text: `${cwd} ${date}` }] }],
            },
          ],
        },
        places,
      );
    const first = run("/srv/app", "11111111", "2026-11-22", here, "gpt");
    expect(run("/srv/x y", "22222222", "2027-01-01", { cwd: ["/srv/x y"] }, "replay")).to.deep.equal(first);
    expect(JSON.stringify(first)).to.include("Platform: <platform>").and.include("see <id:1> of <session>").and.include('"callId":"<id:3>"');
  });

  it("keeps every other byte, so that one changed byte of a tool result is found with its pointer", () => {
    const withResult = (text: string): ProviderRequest =>
      request("", {
        messages: [
          {
            id: "m",
            createdAt: "",
            role: "tool",
            parts: [
              { type: "tool-result", callId: "c", name: "bash", status: "ok", content: [{ type: "text", text }] },
              { type: "tool-result", callId: "d", name: "bash", status: "ok", content: [{ type: "text", text: "same" }] },
            ],
          },
        ],
      });
    const text = "1 test of /srv/app failed\n\ttotal: 27.00 €\r\n";
    for (let index = 0; index < text.length; index += 1) {
      const changed = `${text.slice(0, index)}\u0000${text.slice(index + 1)}`;
      const found = firstDifference(canonicalRequest(withResult(text), here), canonicalRequest(withResult(changed), here));
      expect(found?.pointer, `byte ${index}`).to.equal("/messages/0/parts/0/content/0/text");
    }
  });

  it("keeps arguments that could not be parsed as the model wrote them", () => {
    const call = { type: "tool-call", id: "c", name: "read", input: {}, inputText: '{"pa', inputError: "cut off" } as const;
    const message: Message = {
      id: "m",
      createdAt: "",
      role: "assistant",
      parts: [call],
      stop: { reason: "stop" },
      origin: { provider: "p", api: "a", model: "m" },
    };
    expect(JSON.stringify(canonicalRequest(request("", { messages: [message] }), {}))).to.include(String.raw`"inputText":"{\"pa"`);
  });

  it("counts the answers seen so far", () => {
    expect(turnOf({ messages: [{ role: "user" }, { role: "assistant" }, { role: "tool" }, { role: "assistant" }] })).to.equal(2);
    expect(turnOf(null)).to.equal(0);
  });
});
