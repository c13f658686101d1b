import { expect } from "chai";
import { buildOnce } from "../../boot/built-cli.ts";
import { provider, verifyScene, type VerifyScene } from "./verify-scene.ts";

describe("plugins verify, of what a plugin does past its host,", () => {
  let s: VerifyScene;
  before(buildOnce);
  before(() => {
    s = verifyScene();
  });
  after(() => s[Symbol.dispose]());

  const reaching: Readonly<Record<string, string>> = {
    "a request of node:http": `import { get } from "node:http"; get("http://192.0.2.1:8080/x");`,
    "a request of node:https": `import https from "node:https"; https.get("https://192.0.2.1:8080/x");`,
    "a connection of node:net": `import { connect } from "node:net"; connect(8080, "192.0.2.1");`,
    "the global fetch": `fetch("http://192.0.2.1:8080/x");`,
  };
  for (const [what, code] of Object.entries(reaching)) {
    it(`finds, and does not let out, ${what} while a module is loaded`, async () => {
      const { exitCode, findings } = await s.verified(s.plugin({ "provider.js": `${code}\n${provider}` }));
      expect(findings.filter(({ weight }) => weight === "broken").map(({ law, subject }) => [law, subject])).to.deep.equal([["rights", "192.0.2.1:8080"]]);
      expect(exitCode).to.equal(1);
    });
  }

  it("finds a request past the host that is made while an answer is given, to the same machine too", async () => {
    const { findings } = await s.verified(s.plugin({ "provider.js": provider.replace("const past =", 'await fetch("http://127.0.0.1:8080/").catch(() => undefined);\n  const past =') }));
    expect(findings.filter(({ weight }) => weight === "broken").map(({ law, subject }) => [law, subject])).to.deep.equal([["rights", "127.0.0.1:8080"]]);
  });

  it("advises where the environment is read, and tells what nobody could catch", async () => {
    const code = 'export const mode = process.env.LINES_MODE;\nimport { env } from "node:process";\nexport const other = env.LINES_OTHER;\n';
    const read = await s.verified(s.plugin({ "provider.js": `${code}${provider}` }));
    expect(read.exitCode).to.equal(0);
    expect(read.findings.find(({ law }) => law === "environment")).to.include({ weight: "advice", subject: "LINES_MODE, LINES_OTHER" });
    const thrown = await s.verified(s.plugin({ "provider.js": `void Promise.reject(new Error("left behind"));\n${provider}` }));
    expect(thrown.findings.map(({ message }) => message).join()).to.include("nobody can catch it: left behind");
    expect(thrown.exitCode).to.equal(1);
  });
});
