import { expect } from "chai";
import { literalSecrets } from "../../../src/core/mcp/literal-secrets.ts";
import { readServers } from "../../../src/core/mcp/read-servers.ts";
import { serverKey } from "../../../src/core/mcp/server-key.ts";

describe("the settings of MCP servers", () => {
  it("are read in the forms that are in use", () => {
    const { servers, off, problems } = readServers(
      {
        a: { command: "npx", args: ["-y", "x"], env: { PORT: 80 }, cwd: "/tmp" },
        b: { url: "https://b.example.com", headers: { X: "y" }, timeoutMs: 5 },
        c: { type: "sse", url: "https://c.example.com", tools: { deny: ["x"] }, oauth: { clientId: "me", callbackPort: 3000, other: 1 } },
        d: { command: "off", disabled: true },
        e: { httpUrl: "https://e.example.com" },
      },
      "user",
    );
    const base = { origin: "user", timeoutMs: 60_000, tools: { allow: undefined, deny: [] } };
    expect([off, problems]).to.deep.equal([["d"], []]);
    expect(servers).to.deep.equal([
      { ...base, name: "a", kind: "stdio", command: "npx", args: ["-y", "x"], env: { PORT: "80" }, cwd: "/tmp" },
      { ...base, name: "b", kind: "http", url: "https://b.example.com", headers: { X: "y" }, sse: false, oauth: {}, timeoutMs: 5 },
      { ...base, name: "c", kind: "http", url: "https://c.example.com", headers: {}, sse: true, oauth: { clientId: "me", callbackPort: 3000 }, tools: { allow: undefined, deny: ["x"] } },
      { ...base, name: "e", kind: "http", url: "https://e.example.com", headers: {}, sse: false, oauth: {} },
    ]);
  });

  it("that can't be used are told by name, and take no other down", () => {
    const wrong = { a: 1, b: {}, c: { command: "x", url: "y" }, d: { command: "x", args: "y" }, e: { url: "x", headers: [] }, f: { command: "x", env: { A: {} } }, " ": { command: "x" }, "a\u001b[2Jb": { command: "x" }, good: { command: "x" } };
    const { servers, problems } = readServers(wrong, "project");
    expect(servers.map(({ name }) => name)).to.deep.equal(["good"]);
    expect(problems).to.have.length(8);
    expect(problems.join("\n")).not.to.include("\u001b");
    expect(readServers([], "user").problems).to.have.length(1);
    expect(readServers(undefined, "user")).to.deep.equal({ servers: [], off: [], problems: [] });
  });

  it("are complained about where a secret stands in them as it is", () => {
    const { servers } = readServers(
      { a: { command: "x", env: { API_TOKEN: "abc", PORT: "80", OTHER_TOKEN: "${T}", THIRD_KEY: "x" } }, b: { url: "https://b.example", headers: { Authorization: "Bearer abc", "X-Api-Key": "keychain:x" }, oauth: { clientId: "me", clientSecret: "abc", privateKey: "file:key.pem" } } },
      "user",
    );
    expect(servers.flatMap(literalSecrets).map((text) => text.split(" ", 1)[0])).to.deep.equal(["API_TOKEN", "Authorization", "clientSecret"]);
  });

  it("tell servers apart by what is started, wherever it is named", () => {
    const keys = [{ command: "a" }, { command: "a", timeoutMs: 5 }, { command: "a", args: ["b"] }].flatMap((one) =>
      (["user", "project"] as const).flatMap((origin) => readServers({ x: one }, origin).servers.map(serverKey)),
    );
    expect(new Set(keys).size).to.equal(2);
  });
});
