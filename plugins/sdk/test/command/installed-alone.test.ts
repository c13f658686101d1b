import { tempHome, type TempHome } from "@ainative-code/test-kit";
import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "../../../..");

const command = `
import { AinError } from "@ainative-code/sdk";
import { Args, Command, Flags } from "@ainative-code/sdk/command";

export default class Count extends Command {
  static override description = "Counts.";
  static override tool = { risk: "read" } as const;
  static override args = { file: Args.string({ required: true }), page: Args.integer() };
  static override flags = {
    limit: Flags.integer({ min: 1 }),
    level: Flags.option({ options: ["low", "high"] as const })({ default: "low" }),
    tags: Flags.string({ multiple: true }),
    all: Flags.boolean(),
  };

  override async run(): Promise<{ lines: number }> {
    const { args, flags } = await this.parse(Count);
    const limit: number | undefined = flags.limit;
    const level: "low" | "high" = flags.level;
    const tags: string[] | undefined = flags.tags;
    const file: string = args.file;
    const page: number | undefined = args.page;
    // @ts-expect-error an integer is no string
    const text: string = flags.limit;
    // @ts-expect-error it may be left out
    const always: number = flags.limit;
    if (this.signal.aborted) throw new AinError("cancelled", "Cancelled.");
    this.log([limit, level, tags, file, page, text, always].join(" "));
    return { lines: limit ?? 0 };
  }
}
`;

const tsconfig = {
  compilerOptions: {
    module: "nodenext",
    target: "es2024",
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noImplicitOverride: true,
    skipLibCheck: false,
    types: ["node"],
    outDir: "dist",
  },
  files: ["count.ts"],
};

describe("the package of the contract, installed alone", () => {
  let home: TempHome;
  before(function () {
    this.timeout(120_000);
    const built = spawnSync(process.execPath, [join(root, "scripts/build.ts"), "--if-stale"], { encoding: "utf8" });
    if (built.status !== 0) throw new Error(`the build failed:\n${built.stdout}${built.stderr}`);
    home = tempHome();
    const modules = join(home.project, "node_modules");
    for (const part of ["package.json", "dist"]) {
      cpSync(join(root, "plugins/sdk", part), join(modules, "@ainative-code/sdk", part), { recursive: true });
    }
    for (const types of ["@types/node", "undici-types"]) {
      mkdirSync(dirname(join(modules, types)), { recursive: true });
      symlinkSync(join(root, "node_modules", types), join(modules, types));
    }
    writeFileSync(join(home.project, "package.json"), JSON.stringify({ name: "counter", version: "1.0.0", type: "module" }));
    writeFileSync(join(home.project, "tsconfig.json"), JSON.stringify(tsconfig));
    writeFileSync(join(home.project, "count.ts"), command);
  });
  after(() => home.dispose());

  const node = (...argv: string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } =>
    spawnSync(process.execPath, argv, { cwd: home.project, env: home.env, encoding: "utf8" });

  it("types the flags and arguments of a command, and all its declarations hold", () => {
    const { status, stdout } = node(join(root, "node_modules/typescript/bin/tsc"), "-p", ".");
    expect(stdout).to.equal("");
    expect(status).to.equal(0);
  }).timeout(60_000);

  it("runs that command with nothing else installed", () => {
    const run = 'import Count from "./dist/count.js"; await Count.run(["a.txt", "--limit=3", "--json"], import.meta.dirname);';
    writeFileSync(join(home.project, "run.js"), run);
    const { stdout, stderr } = node("run.js");
    expect(stderr).to.equal("");
    expect(JSON.parse(stdout)).to.deep.equal({ lines: 3 });
  });
});
