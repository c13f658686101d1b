import { expect } from "chai";
import { hidden, isSensitive, secretReference, shown } from "../../../src/core/config/secret-reference.ts";

const reference = ["$", "{OPENAI_KEY}"].join("");

describe("a reference to a secret", () => {
  it("may be a variable, and nothing around it", () => {
    expect(secretReference(reference)).to.deep.equal({ form: "variable", name: "OPENAI_KEY" });
    expect(secretReference(` ${reference}\n`)).to.deep.equal({ form: "variable", name: "OPENAI_KEY" });
    for (const literal of [`Bearer ${reference}`, "sk-1", "", "$OPENAI_KEY", "user:pass:x", "https://a/b", 3, undefined]) {
      expect(secretReference(literal), String(literal)).to.equal(undefined);
    }
  });

  it("may be a command, a file or an entry of the keychain", () => {
    expect(secretReference("$( get-key 'a b' )")).to.deep.equal({ form: "command", line: "get-key 'a b'" });
    expect(secretReference("$(a (b) c)")).to.deep.equal({ form: "command", line: "a (b) c" });
    expect(secretReference("file:~/keys/openai")).to.deep.equal({ form: "file", path: "~/keys/openai" });
    expect(secretReference("keychain:openai.apiKey")).to.deep.equal({ form: "keychain", name: "openai.apiKey" });
  });

  it("may name a vault, whose program gets the item as one argument", () => {
    const words = (text: string): unknown => {
      const found = secretReference(text);
      return found?.form === "program" ? [found.program, ...found.words] : found;
    };
    expect(words("op://Work/Open AI/key")).to.deep.equal(["op", "read", "op://Work/Open AI/key"]);
    expect(words("pass:ai/open ai")).to.deep.equal(["pass", "show", "ai/open ai"]);
    expect(words("bw:OpenAI; rm -rf /")).to.deep.equal(["bw", "get", "password", "OpenAI; rm -rf /", "--nointeraction"]);
    expect(words("vault:secret/ai#key")).to.deep.equal(["vault", "kv", "get", "-field=key", "secret/ai"]);
  });

  it("that is written wrongly is no secret to be sent", () => {
    const wrong = ["$()", "${A-B}", "${}", "file:", "keychain: ", "keychain:a b", `keychain:${"a".repeat(256)}`, "op://a/b", "vault:secret/ai", "pass:--help", "bw:"];
    for (const text of wrong) expect(secretReference(text)?.form, text).to.equal("malformed");
  });
});

describe("secrets", () => {
  it("are hidden, references are shown", () => {
    expect(shown("sk-1", true)).to.equal(hidden);
    for (const text of [reference, "$(pass show ai)", "file:/k", "keychain:x", "op://a/b/c"]) {
      expect(shown(text, true)).to.equal(text);
      expect(isSensitive(text, true)).to.equal(false);
    }
    expect(shown("sk-1", false)).to.equal("sk-1");
  });

  it("are hidden in the arguments of a command too, and then not cached", () => {
    const command = "$(curl -H 'Authorization: Bearer abcdefgh12345678')";
    expect(shown(command, true)).to.equal("$(curl -H 'Authorization: Bearer [redacted]')");
    expect(isSensitive(command, true)).to.equal(true);
  });

  it("are found in URLs too", () => {
    expect(shown("http://me:pass@proxy:3128", false)).to.equal(`http://${hidden}@proxy:3128`);
    expect(isSensitive("http://me:pass@proxy:3128", false)).to.equal(true);
    expect(isSensitive("http://proxy:3128/a@b", false)).to.equal(false);
    expect(isSensitive(["a"], false)).to.equal(false);
  });
});
