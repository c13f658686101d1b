import { expect } from "chai";
import { namesSecret } from "../../../../src/core/permissions/shell/secret-words.ts";

describe("a path where secrets are kept", () => {
  it("is known by the habits of programs", () => {
    for (const path of [".env", "a/.env.local", "/home/x/.ssh/config", ".aws/credentials", "deploy/server.pem", "id_ed25519", "HEAD:.env", ".npmrc", "secrets.yaml"]) {
      expect(namesSecret(path), path).to.equal(true);
    }
  });

  it("is not every path that sounds like one", () => {
    for (const path of [".env.example", "src/secrets/read.ts", "environment.ts", ".env/lib/site.py", "keys.ts", "id_rsa.pub", "credentials/index.ts", "public.keys"]) {
      expect(namesSecret(path), path).to.equal(false);
    }
  });
});
