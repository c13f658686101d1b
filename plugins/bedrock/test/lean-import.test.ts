import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";

const src = join(import.meta.dirname, "../src");

/** The third-party packages that are loaded with a module. */
function packagesLoadedWith(module: string): readonly string[] {
  const program = `
    import { registerHooks } from "node:module";
    const loaded = new Set();
    registerHooks({ resolve(specifier, context, next) {
      const found = next(specifier, context);
      const name = /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(found.url)?.[1];
      if (name !== undefined && !name.startsWith("@ainative-code/")) loaded.add(name);
      return found;
    } });
    await import(${JSON.stringify(join(src, module))});
    console.log(JSON.stringify([...loaded]));`;
  const flags = ["--conditions=ainative-source", "--input-type=module", "--eval", program];
  const packages: unknown = JSON.parse(execFileSync(process.execPath, flags, { cwd: src, encoding: "utf8" }));
  return Array.isArray(packages) ? packages.map(String) : [];
}

describe("the bedrock provider's module", () => {
  it("loads neither AWS's SDK nor a signer", () => {
    expect(packagesLoadedWith("provider.ts")).to.deep.equal([]);
  });

  it("loads them where they are used", () => {
    expect(packagesLoadedWith("auth/sdk-chain.ts")).to.include("@aws-sdk/credential-provider-node");
    expect(packagesLoadedWith("auth/sign.ts")).to.deep.equal(["aws4fetch"]);
  });
});
