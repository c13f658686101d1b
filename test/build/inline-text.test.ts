import { tempHome, type TempHome } from "@ainative-code/test-kit";
import { expect } from "chai";
import { build } from "esbuild";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inlineText } from "../../scripts/build/inline-text.ts";

describe("inlineText", () => {
  let home: TempHome;
  beforeEach(() => {
    home = tempHome();
    mkdirSync(join(home.project, "src"));
  });
  afterEach(() => home.dispose());

  const source = (read: string): string => {
    writeFileSync(join(home.project, "src/prompt.md"), "A `text`\nwith \"quotes\" and $& in it.\n");
    const path = join(home.project, "src/tool.ts");
    writeFileSync(path, `import { readFileSync } from "node:fs";\nexport const text: unknown = ${read};\n`);
    return path;
  };
  const bundle = (path: string): Promise<unknown> =>
    build({
      entryPoints: [path],
      bundle: true,
      format: "esm",
      platform: "node",
      outfile: join(home.project, "dist/deep/tool.js"),
      plugins: [inlineText],
      logLevel: "silent",
    });

  it("gives a bundle the text that the source reads beside it", async () => {
    const path = source('readFileSync(new URL("./prompt.md", import.meta.url), "utf8")');
    const { text } = (await import(path)) as { text: unknown };
    await bundle(path);
    rmSync(join(home.project, "src"), { recursive: true });
    const bundled = (await import(join(home.project, "dist/deep/tool.js"))) as { text: unknown };
    expect(bundled.text).to.equal(text).and.to.be.a("string").that.includes("$&");
  });

  it("refuses any other way to read one, and says which way works", async () => {
    const thrown: unknown = await bundle(source('new URL("./prompt.md", import.meta.url)')).catch((error: unknown) => error);
    expect(String(thrown)).to.include('write readFileSync(new URL("./x.md", import.meta.url), "utf8")');
  });
});
