import { expect } from "chai";
import { isAinError } from "@ainative-code/sdk";
import { pluginHost } from "../../src/app/plugin-host.ts";

describe("the host of a plugin", () => {
  const unused = (): never => {
    throw new Error("not asked for here");
  };
  const folders = { config: "/none", data: "/none", cache: "/none" };
  const host = pluginHost({
    plugin: "@acme/plugin",
    cwd: "/none",
    folders,
    log: unused,
    fetch: unused,
    connect: unused,
    settings: unused,
    sessions: unused,
    notes: unused,
    secretNames: ["apiKey", "databases.*.password"],
    secret: async (name) => `secret of ${name}`,
  });
  const secretOr = async (name: string): Promise<string | undefined> => host.secret(name).catch((error: unknown) => (isAinError(error) ? error.code : "unknown"));

  it("gives the secrets that were declared, for each member of a map where it was declared so", async () => {
    for (const name of ["apiKey", "databases.shop.password", "databases.a-b_1.password"]) expect(await secretOr(name)).to.equal(`secret of ${name}`);
    for (const name of ["token", "databases.password", "databases..password", "databases.a.b.password", "databases.shop.url", "databases.*.password", "other.shop.password", "databases.shop.password.x"]) {
      expect(await secretOr(name), name).to.equal("forbidden");
    }
  });
});
