import { isAinError, type AinError } from "@ainative-code/sdk";
import { expect } from "chai";
import type { Fetched } from "../../../src/core/auth/fetched.ts";
import { resolveSecret } from "../../../src/core/auth/resolve-secret.ts";
import type { SecretPlaces } from "../../../src/core/auth/secret-places.ts";
import { secretSetting } from "./secret-setting.ts";

interface Asked {
  readonly place: string;
  readonly what: unknown;
}

/** Places where everything is the same, and that remember what they were asked. */
function places(answer: Fetched, asked: Asked[] = []): SecretPlaces {
  const at = (place: string) => async (...what: unknown[]): Promise<Fetched> => {
    asked.push({ place, what });
    return Promise.resolve(answer);
  };
  return { command: at("command"), file: at("file"), keychain: at("keychain"), variable: () => ("text" in answer ? answer.text : undefined) };
}

async function failure(text: string, answer: Fetched): Promise<AinError> {
  try {
    await resolveSecret(secretSetting(text), places(answer));
  } catch (thrown) {
    if (isAinError(thrown)) return thrown;
    throw thrown;
  }
  throw new Error("it did not fail");
}

const forms = ["${MY_KEY}", "$(get-key)", "file:/k", "keychain:x.key", "op://a/b/c", "pass:ai/x", "bw:ai", "vault:secret/ai#key"];

describe("resolveSecret", () => {
  it("takes a literal as it is", async () => {
    expect(await resolveSecret(secretSetting(" sk-1\n"), places({ why: "is not asked" }))).to.equal("sk-1");
  });

  const values = { "a slash": "ab/cd+ef==", unicode: "schlüssel-🔑-日本", "4097 characters": "k".repeat(4097), "white space inside": "a  b\tc" };
  for (const form of forms) {
    for (const [what, value] of Object.entries(values)) {
      it(`gives what ${form} leads to, with ${what} in it and without the white space around it`, async () => {
        expect(await resolveSecret(secretSetting(form), places({ text: ` ${value}\r\n` }))).to.equal(value);
      });
    }

    it(`tells that ${form} leads to something empty`, async () => {
      const { code, message, actions } = await failure(form, { text: " \n" });
      expect(code).to.equal("not-configured");
      expect(message).to.match(/^plugins\.x\.apiKey refers to .+, which (is empty|has an empty first line) \(\/c\.yaml:3\)\.$/);
      expect(actions.at(-1)).to.equal("Change the setting: ainative-code config set plugins.x.apiKey VALUE");
    });

    it(`passes on why ${form} leads nowhere, and what to do`, async () => {
      const error = await failure(form, { why: "does not exist", actions: ["Make it"] });
      expect(error).to.include({ code: "not-configured", retryable: false });
      if (form.startsWith("${")) return;
      expect(error.message).to.include(", which does not exist (/c.yaml:3).");
      expect(error.actions[0]).to.equal("Make it");
    });

    it(`refuses a NUL character from ${form}`, async () => {
      expect((await failure(form, { text: "a\0b" })).message).to.include("holds a NUL character");
    });
  }

  it("keeps the lines of a key of several lines, but of pass takes the first one", async () => {
    const lines = "-----BEGIN\nabc\n-----END\n";
    for (const form of forms) {
      const expected = form.startsWith("pass:") ? "-----BEGIN" : lines.trim();
      expect(await resolveSecret(secretSetting(form), places({ text: lines })), form).to.equal(expected);
    }
  });

  it("asks the right place, commands with their time", async () => {
    const asked: Asked[] = [];
    const limits = { commandMs: 5, programMs: 30 };
    for (const form of ["$(get 'a b')", "file:~/k", "keychain:x.key", "op://a/b c/d"]) {
      await resolveSecret(secretSetting(form), places({ text: "k" }, asked), limits);
    }
    expect(asked).to.deep.equal([
      { place: "command", what: [["get", "a b"], 5] },
      { place: "file", what: ["~/k"] },
      { place: "keychain", what: ["x.key"] },
      { place: "command", what: [["op", "read", "op://a/b c/d"], 30] },
    ]);
  });

  it("runs nothing where a command can't be read", async () => {
    const asked: Asked[] = [];
    let told = "";
    await resolveSecret(secretSetting("$(get-key | head -1)"), places({ text: "k" }, asked)).catch((thrown: unknown) => (told = String(thrown)));
    expect(told).to.include("refers to the command $(get-key | head -1), which has a | outside single quotes, and no shell runs it");
    expect(asked).to.deep.equal([]);
  });

  it("says which variable is not set, and how to set it", async () => {
    const { message, actions } = await failure("${MY_KEY}", { why: "-" });
    expect(message).to.equal("plugins.x.apiKey refers to the variable MY_KEY, which is not set (/c.yaml:3).");
    expect(actions[0]).to.equal("Set the variable: export MY_KEY=...");
  });

  it("says what is wrong with a reference that can't be followed", async () => {
    expect((await failure("vault:secret/ai", { text: "k" })).message).to.equal(
      "plugins.x.apiKey is no reference that can be followed: it is not vault:PATH#FIELD.",
    );
  });

  it("shows no key from the arguments of a command", async () => {
    const { message } = await failure("$(get --token sk-abcdefghijklmnop1234)", { why: "does not exist" });
    expect(message).to.include("$(get --token [redacted])");
  });
});
