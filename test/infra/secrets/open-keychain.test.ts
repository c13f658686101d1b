import { isAinError } from "@ainative-code/sdk";
import { expect } from "chai";
import { readKeychain } from "../../../src/core/auth/read-keychain.ts";
import type { KeychainLibrary } from "../../../src/infra/secrets/keychain-library.ts";
import { openKeychain } from "../../../src/infra/secrets/open-keychain.ts";
import type { SecretServiceState } from "../../../src/infra/secrets/secret-service-state.ts";

interface FakeKeychain extends KeychainLibrary {
  readonly used: string[];
  readonly entries: Map<string, string>;
}

/** A keychain in memory behind the backends named. */
function fake(there: readonly string[], change: Partial<KeychainLibrary> = {}): FakeKeychain {
  const entries = new Map<string, string>();
  const used: string[] = [];
  return {
    used,
    entries,
    useBackend: async (id) => (there.includes(id) ? void used.push(id) : Promise.reject(new Error("no such backend"))),
    getPassword: async (service, account) => Promise.resolve(entries.get(`${service}/${account}`) ?? null),
    setPassword: async (service, account, password) => void (await Promise.resolve(entries.set(`${service}/${account}`, password))),
    deletePassword: async (service, account) => void (await Promise.resolve(entries.delete(`${service}/${account}`))),
    ...change,
  };
}

async function open(library: KeychainLibrary, platform = "linux", state: SecretServiceState = "ready"): ReturnType<typeof openKeychain> {
  return openKeychain({ env: {}, platform, library: async () => Promise.resolve(library), serviceState: async () => Promise.resolve(state) });
}

async function opened(library: KeychainLibrary, platform?: string): Promise<Extract<Awaited<ReturnType<typeof open>>, { keychain: unknown }>["keychain"]> {
  const result = await open(library, platform);
  if ("unusable" in result) throw new Error(result.unusable);
  return result.keychain;
}

async function codeAndMessage(work: Promise<unknown>): Promise<readonly [string, string]> {
  try {
    await work;
  } catch (thrown) {
    if (isAinError(thrown)) return [thrown.code, thrown.message];
    throw thrown;
  }
  return ["", "it did not fail"];
}

describe("openKeychain", () => {
  it("takes the system's own keychain on every platform", async () => {
    for (const [platform, id] of [["linux", "native-linux"], ["darwin", "native-macos"], ["win32", "native-windows"]] as const) {
      const library = fake(["file", "null", "secret-service", "macos", "windows", id]);
      expect(await open(library, platform)).to.have.property("keychain");
      expect(library.used).to.deep.equal([id]);
    }
  });

  it("takes secret-tool where the native module is missing, and no store of its own making ever", async () => {
    const library = fake(["secret-service", "file", "null"]);
    expect(await open(library)).to.have.property("keychain");
    expect(library.used).to.deep.equal(["secret-service"]);
    for (const platform of ["linux", "darwin", "win32", "freebsd"]) {
      const none = fake(["file", "null", "macos", "windows"]);
      expect(await open(none, platform), platform).to.have.property("unusable").that.includes(`this system (${platform}) is not installed`);
      expect(none.used).to.deep.equal([]);
    }
  });

  const states = { locked: "The keyring is locked.", "no-bus": "no D-Bus", "no-service": "no program", "no-keyring": "no default keyring", unknown: "can't be found out" } as const;
  for (const [state, told] of Object.entries(states)) {
    it(`asks nothing of a keyring that is ${state}, and says what to do`, async () => {
      const touched = async (): Promise<never> => Promise.reject(new Error("the library was loaded"));
      const serviceState = async (): Promise<SecretServiceState> => Promise.resolve(state as SecretServiceState);
      const result = await openKeychain({ env: {}, platform: "linux", library: touched, serviceState });
      expect(result).to.have.property("unusable").that.includes(told);
      expect(result).to.have.property("actions").that.has.length(2);
      const read = await readKeychain(result, "x");
      expect(read, "a locked keyring is no missing entry").to.have.property("why").that.matches(/^can't be read: .*[^.]$/);
    });
  }

  it("finds out that a keychain refuses before anything is given to it", async () => {
    const library = fake(["native-macos"], { getPassword: async () => Promise.reject(new Error("User interaction is not allowed.\nStack backtrace: 0")) });
    expect(await open(library, "darwin")).to.have.property("unusable", "The keychain could not be read: User interaction is not allowed.");
  });
});

describe("a keychain", () => {
  it("keeps, gives and removes", async () => {
    const keychain = await opened(fake(["native-linux"]));
    expect(await keychain.get("openai.apiKey")).to.equal(undefined);
    await keychain.set("openai.apiKey", "a/b\nc🔑");
    expect(await keychain.get("openai.apiKey")).to.equal("a/b\nc🔑");
    expect(await readKeychain({ keychain }, "openai.apiKey")).to.deep.equal({ text: "a/b\nc🔑" });
    expect([await keychain.remove("openai.apiKey"), await keychain.remove("openai.apiKey")]).to.deep.equal([true, false]);
    expect(await readKeychain({ keychain }, "openai.apiKey")).to.have.property("why", "does not exist");
  });

  it("keeps all entries under the name of the program", async () => {
    const library = fake(["native-linux"]);
    await (await opened(library)).set("openai.apiKey", "k");
    expect([...library.entries.keys()]).to.deep.equal(["ainative-code/openai.apiKey"]);
  });

  it("takes 4096 characters and no more, before it is asked", async () => {
    const library = fake(["native-linux"]);
    const keychain = await opened(library);
    await keychain.set("x", "k".repeat(4096));
    const [code, message] = await codeAndMessage(keychain.set("x", "k".repeat(4097)));
    expect([code, message]).to.deep.equal(["invalid-input", "A keychain takes secrets of 1 to 4096 characters; this one has 4097."]);
    expect(library.entries.get("ainative-code/x")).to.have.length(4096);
  });

  it("does not believe a store that forgets what it is given", async () => {
    const forgetful = fake(["native-linux"], { setPassword: async () => Promise.resolve() });
    expect(await codeAndMessage((await opened(forgetful)).set("x", "hunter-two"))).to.deep.equal([
      "storage",
      "The keychain could not be written: it did not keep what it was given.",
    ]);
  });

  it("tells what the library says in one line, without the secret", async () => {
    const dismissed = new Error("Couldn't access platform storage: unlock prompt was dismissed\n\nCaused by:\n  0: <unknown>");
    const refusing = await opened(fake(["native-linux"], { setPassword: async () => Promise.reject(dismissed) }));
    const [code, message] = await codeAndMessage(refusing.set("x", "hunter-two"));
    expect([code, message]).to.deep.equal([
      "storage",
      "The keychain could not be written: Couldn't access platform storage: unlock prompt was dismissed.",
    ]);
  });
});
