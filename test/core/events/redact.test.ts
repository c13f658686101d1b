import { expect } from "chai";
import { createRedactor } from "../../../src/core/events/redact.ts";

const { text, value } = createRedactor();

describe("redaction", () => {
  describe("by shape", () => {
    const secrets = [
      "sk-abcdefghijklmnop1234",
      "sk-ant-api03-AbCdEfGhIjKlMnOp_qrst-uvwx",
      "sk-proj-AbCdEfGhIjKlMnOpQrSt",
      "AKIAIOSFODNN7EXAMPLE",
      "ASIAIOSFODNN7EXAMPLE",
      "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
      "github_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz",
      "glpat-abcdefghij0123456789",
      "xoxb-123456789012-abcdefghijkl",
      "AIzaSyA1234567890abcdefghijklmnopqrstuvw",
      "ya29.a0AfH6SMBx-abcdefghijklmnop",
      "npm_abcdefghijklmnopqrstuvwxyz0123456789",
      "hf_abcdefghijklmnopqrstuvwxyzABCDEFGH",
      "gsk_abcdefghijklmnopqrstuvwxyz",
      "xai-abcdefghijklmnopqrstuvwxyz",
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.SflKxwRJSMeKKF2QT4",
    ];
    for (const secret of secrets) {
      it(`takes out ${secret.slice(0, 8)}… wherever it stands`, () => {
        for (const around of [["", ""], ["key=", "&x=1"], ['{"a":"', '"}'], ["Key (", ")."], ["a\n", "\nb"]] as const) {
          expect(text(around.join(secret))).to.equal(around.join("[redacted]"));
        }
      });
    }

    it("takes out all of them in one text", () => {
      expect(text(secrets.join(" "))).to.equal(secrets.map(() => "[redacted]").join(" "));
    });

    it("takes out what follows Bearer and Authorization", () => {
      expect(text("Authorization: Bearer abc123XYZ~.+/-=")).to.equal("Authorization: Bearer [redacted]");
      expect(text("authorization: Basic dXNlcjpwYXNz")).to.equal("authorization: Basic [redacted]");
      expect(text('{"authorization":"opaque"}')).to.equal('{"authorization":"[redacted]"}');
      expect(text("bearer abcdefghijklmnopqrst")).to.equal("bearer [redacted]");
    });

    it("takes the user out of a URL, and a whole private key", () => {
      expect(text("via http://ann:p4ss@proxy.test:3128/")).to.equal("via http://[redacted]@proxy.test:3128/");
      expect(text("-----BEGIN EC PRIVATE KEY-----\nMHc\n-----END EC PRIVATE KEY-----\nrest")).to.equal("[redacted]\nrest");
      expect(text("-----BEGIN PRIVATE KEY-----\nMHc")).to.equal("[redacted]");
    });

    it("leaves ordinary text as it is", () => {
      for (const ordinary of [
        "task-1234567890123456789 and risk-taking-is-a-thing-here",
        "Bearer authentication is needed",
        "the bearer token scheme",
        "sk-short",
        "git commit 4ecc622a1b2c3d4e5f60718293a4b5c6d7e8f901",
        "see https://example.com/@user/path and mail ann@example.com",
        "import { x } from '@scope/package'",
        "hf_",
        "550e8400-e29b-41d4-a716-446655440000",
        "",
      ]) {
        expect(text(ordinary)).to.equal(ordinary);
      }
    });
  });

  it("takes no longer than the text is long, whatever the text", () => {
    const starts = "eyJ eyJ- eyJa. a- :// ://x x://a: bearer Bearer, authorization: sk- AIza ghp_ xoxb- ya29. A @".split(" ");
    for (const start of [...starts, " ", "bearer ", "-----BEGIN ", "-----BEGIN PRIVATE KEY-----"]) {
      const many = start.repeat(200_000 / start.length);
      for (const hostile of [`eyJ ${many}`, `eyJ ${start}${"a".repeat(200_000)}`, `eyJ ${start}${" ".repeat(200_000)}`]) {
        const began = process.cpuUsage();
        text(hostile);
        const { user } = process.cpuUsage(began);
        expect(user, `microseconds for ${hostile.slice(0, 30)}…`).to.be.lessThan(1_000_000);
      }
    }
  });

  describe("by key", () => {
    const secret = `apiKey api_key x-api-key X-Goog-Api-Key token accessToken refresh_token secret client-secret password
      DB_PASSWORD Authorization Proxy-Authorization cookie Set-Cookie credentials privateKey AWS_SECRET_ACCESS_KEY
      aws_access_key_id auth`;
    for (const key of secret.split(/\s+/)) {
      it(`takes out the value of ${key}`, () => {
        expect(value({ [key]: "anything" })).to.deep.equal({ [key]: "[redacted]" });
        expect(value({ deep: [{ [key]: ["anything"] }] })).to.deep.equal({ deep: [{ [key]: "[redacted]" }] });
      });
    }

    it("leaves counts, flags and empty values, which say what there is", () => {
      const empty = { token: 12, password: "", apiKey: null, secret: undefined, cookie: false };
      expect(value(empty)).to.equal(empty);
      const counted = { maxTokens: 100, tokens: "12", author: "Ann", keyboard: "de", cacheKey: "k", tokenizer: "o200k" };
      expect(value(counted)).to.equal(counted);
    });
  });

  describe("by registered value", () => {
    const redactor = createRedactor(["hunter2-hunter2"]);

    it("takes it out of texts, fields and lists", () => {
      expect(redactor.text("it is hunter2-hunter2, hunter2-hunter2")).to.equal("it is [redacted], [redacted]");
      expect(redactor.value({ list: ["a", "hunter2-hunter2!"] })).to.deep.equal({ list: ["a", "[redacted]!"] });
    });

    it("takes out a value that was registered later, also as a URL or JSON writes it", () => {
      const secret = 'se"cret/ value';
      redactor.register(secret);
      for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]) {
        expect(redactor.text(`<${form}>`)).to.equal("<[redacted]>");
      }
    });

    it("doesn't blot out ordinary words for the sake of a very short one", () => {
      redactor.register("test");
      expect(redactor.text("the test passed")).to.equal("the test passed");
    });
  });

  describe("of data", () => {
    it("returns the same object where nothing had to go, and never touches the given one", () => {
      const clean = { a: [1, { b: "c" }], d: null };
      expect(value(clean)).to.equal(clean);
      const dirty = { keep: { same: true }, headers: { authorization: "x" } };
      const before = structuredClone(dirty);
      const result = value(dirty);
      expect(result).to.deep.equal({ keep: { same: true }, headers: { authorization: "[redacted]" } });
      expect(dirty).to.deep.equal(before);
      expect(result).to.have.property("keep", dirty.keep);
    });

    it("ends in a cycle", () => {
      const circle: Record<string, unknown> = { name: "x" };
      circle["self"] = circle;
      expect(JSON.stringify(value(circle))).to.include("[too deep]");
    });

    it("leaves instances of classes alone", () => {
      const when = new Date(0);
      expect(value({ when })).to.deep.equal({ when });
    });
  });
});
