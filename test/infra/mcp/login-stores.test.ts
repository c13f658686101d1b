import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { longestKeychainSecret, type Keychain } from "../../../src/core/auth/keychain.ts";
import { fileLoginStore, keychainLoginStore } from "../../../src/infra/mcp/login-stores.ts";

describe("a login at an MCP server", () => {
  it("is kept in a keychain in as many pieces as it takes, and nothing of it is left", async () => {
    const entries = new Map<string, string>();
    const keychain: Keychain = {
      get: (name) => Promise.resolve(entries.get(name)),
      set: (name, secret) => {
        if (secret.length > longestKeychainSecret) throw new Error("too long");
        return Promise.resolve(void entries.set(name, secret));
      },
      remove: (name) => Promise.resolve(entries.delete(name)),
    };
    const store = keychainLoginStore(keychain, "mcp.x");
    expect(await store.read()).to.deep.equal({});
    const long = { tokens: { access_token: "a".repeat(9000), refresh_token: "é".repeat(500) } };
    await store.write(long);
    expect([await store.read(), entries.size]).to.deep.equal([long, 3]);
    await store.write({ tokens: { access_token: "short" } });
    expect([await store.read(), entries.size]).to.deep.equal([{ tokens: { access_token: "short" } }, 1]);
    expect([await store.remove(), await store.remove(), entries.size]).to.deep.equal([true, false, 0]);
  });

  it("is kept in a file for the user alone", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "login-")), "login");
    const store = fileLoginStore(file);
    await store.write({ tokens: { access_token: "x" } });
    expect([await store.read(), statSync(file).mode & 0o777]).to.deep.equal([{ tokens: { access_token: "x" } }, 0o600]);
    expect([await store.remove(), await store.read()]).to.deep.equal([true, {}]);
  });
});
