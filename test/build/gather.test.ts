import { startScriptedServer } from "@ainative-code/test-kit";
import { expect } from "chai";
import type { Metafile } from "esbuild";
import { gatheringsOf } from "../../scripts/build/gather.ts";
import { buildOnce, builtCli } from "../boot/built-cli.ts";

type Output = Metafile["outputs"][string];

function output(entryPoint: string | undefined, inputs: readonly string[], imports: readonly (readonly [string, "import-statement" | "dynamic-import"])[]): Output {
  return {
    bytes: 1,
    exports: [],
    inputs: Object.fromEntries(inputs.map((path) => [path, { bytesInOutput: 1 }])),
    imports: imports.map(([path, kind]) => ({ path, kind })),
    ...(entryPoint === undefined ? {} : { entryPoint }),
  };
}

const outputs: Metafile["outputs"] = {
  "hook.js": output("src/hooks/init.ts", ["src/hooks/init.ts"], [["a.js", "import-statement"], ["talk.js", "dynamic-import"]]),
  "chat.js": output("src/commands/chat.ts", ["src/commands/chat.ts"], [["a.js", "import-statement"], ["b.js", "import-statement"], ["node:fs", "import-statement"]]),
  "list.js": output("src/commands/list.ts", ["src/commands/list.ts", "src/list.ts"], [["b.js", "import-statement"]]),
  "talk.js": output("src/talk.ts", ["src/talk.ts"], [["c.js", "import-statement"], ["a.js", "import-statement"]]),
  "a.js": output(undefined, ["src/a.ts"], []),
  "b.js": output(undefined, ["src/b.ts", "node_modules/b/index.js"], [["a.js", "import-statement"]]),
  "c.js": output(undefined, ["src/c.ts"], []),
};
const loaders = { hooks: ["src/hooks/init.ts"], command: "src/commands/chat.ts", talk: ["src/talk.ts"] };

describe("gathering what is loaded together", () => {
  before(buildOnce);

  it("finds what all entry points load, what commands do, and what a conversation does besides", () => {
    const found = gatheringsOf({ inputs: {}, outputs }, loaders).map(({ name, modules, entries }) => [name, [...modules], [...entries]]);
    expect(found).to.deep.equal([
      ["start", ["src/a.ts"], ["src/hooks/init.ts", "src/commands/chat.ts", "src/commands/list.ts", "src/talk.ts"]],
      ["command", ["src/b.ts"], ["src/commands/chat.ts", "src/commands/list.ts", "src/talk.ts"]],
      ["talk", ["src/c.ts"], ["src/talk.ts"]],
    ]);
  });

  it("says so where an entry point that is named is none", () => {
    expect(() => gatheringsOf({ inputs: {}, outputs }, { ...loaders, talk: ["src/gone.ts"] })).to.throw("src/gone.ts");
  });

  it("keeps the number of files small that a command and a conversation begin with", async () => {
    await using server = await startScriptedServer({ script: [{ text: "Hello." }] });
    using cli = builtCli();
    const env = { OPENAI_BASE_URL: server.baseURL, NODE_DEBUG_NATIVE: "COMPILE_CACHE" };
    const loaded = async (...words: readonly string[]): Promise<number> => {
      const { exitCode, stdout, stderr } = await cli.run(words, env);
      expect(exitCode, stderr.slice(-500)).to.equal(0);
      return new Set(`${stdout}${stderr}`.match(/reading cache from .* for \S+ \S+\/dist\/\S+?\.js/g)).size;
    };
    expect(await loaded("config", "path")).to.be.within(3, 15);
    expect(await loaded("chat", "-p", "Hi", "-m", "openai/m")).to.be.within(10, 50);
  });
});
