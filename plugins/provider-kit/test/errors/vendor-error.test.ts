import { redact, retryAfterMs, shouldRetry, vendorErrorOf } from "@ainative-code/provider-kit";
import { expect } from "chai";

const said = (body: unknown): unknown => {
  const { message, code, type, param } = vendorErrorOf(typeof body === "string" ? body : JSON.stringify(body));
  return [message, code, type, param];
};

describe("vendorErrorOf", () => {
  const shapes: readonly (readonly [string, unknown, readonly unknown[]])[] = [
    ["OpenAI's", { error: { message: "m", type: "t", param: "p", code: "c" } }, ["m", "c", "t", "p"]],
    ["a number as code", { error: { message: "m", code: 401 } }, ["m", "401", undefined, undefined]],
    ["a bare string", { error: "m" }, ["m", undefined, undefined, undefined]],
    ["a list", [{ error: { message: "m", status: "INVALID" } }], ["m", undefined, "INVALID", undefined]],
    ["detail", { detail: "m" }, ["m", undefined, undefined, undefined]],
    ["a list of details", { detail: [{ msg: "m" }] }, ['[{"msg":"m"}]', undefined, undefined, undefined]],
    ["Mistral's", { object: "error", message: "m", type: "t", code: "3051" }, ["m", "3051", "t", undefined]],
    ["errors", { errors: [{ message: "m", code: "c" }] }, ["m", "c", undefined, undefined]],
    ["plain text", "Unauthorized\n", ["Unauthorized", undefined, undefined, undefined]],
    ["a JSON string", '"nope"', ["nope", undefined, undefined, undefined]],
    ["a page", "<!DOCTYPE html><title> Bad\n Gateway </title><body>x", ["Bad Gateway", undefined, undefined, undefined]],
    ["a page without title", "<html><script>x()</script><h1>Oh</h1> no", ["Oh no", undefined, undefined, undefined]],
    ["nothing", "", [undefined, undefined, undefined, undefined]],
  ];
  for (const [name, body, expected] of shapes) {
    it(`reads ${name}`, () => expect(said(body)).to.deep.equal(expected));
  }
});

describe("retryAfterMs", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  const waits: readonly (readonly [Readonly<Record<string, string>>, number | undefined])[] = [
    [{ "retry-after-ms": "250", "retry-after": "3" }, 250],
    [{ "retry-after-ms": "0", "retry-after": "1" }, 1000],
    [{ "retry-after": "0.5" }, 500],
    [{ "retry-after": "Thu, 01 Jan 2026 00:00:30 GMT" }, 30_000],
    [{ "retry-after": "Wed, 31 Dec 2025 00:00:00 GMT" }, undefined],
    [{ "retry-after": "0" }, undefined],
    [{ "retry-after": "soon" }, undefined],
    [{}, undefined],
  ];
  for (const [headers, expected] of waits) {
    it(`reads ${JSON.stringify(headers)}`, () => expect(retryAfterMs(headers, now)).to.equal(expected));
  }

  it("knows what x-should-retry says, and when it says nothing", () => {
    expect([
      shouldRetry({ "x-should-retry": "true" }),
      shouldRetry({ "x-should-retry": "false" }),
      shouldRetry({}),
    ]).to.deep.equal([true, false, undefined]);
  });
});

describe("redact", () => {
  it("takes out given secrets and what looks like a key", () => {
    const text = redact("key my-secret, sk-abcdEFGH1234, Bearer abc.def, AIzaSyA1234567 and eyJhbGci.eyJzdWI.sig", ["my-secret"]);
    expect(text).to.equal("key [redacted], [redacted], [redacted], [redacted] and [redacted]");
  });

  it("leaves words alone, and does not take a short secret for one", () => {
    expect(redact("a risk-free task, ok", ["ok"])).to.equal("a risk-free task, ok");
  });
});
