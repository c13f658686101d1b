import { expect } from "chai";
import { classify, type Surroundings } from "../../src/boot/classify.ts";

const pipe: Surroundings = { env: {}, kernel: "6.1.0", stdoutIsTerminal: false, stderrIsTerminal: false, columns: undefined };
const terminal: Surroundings = {
  ...pipe,
  env: { TERM: "xterm-256color" },
  stdoutIsTerminal: true,
  stderrIsTerminal: true,
  columns: 80,
};

describe("classify", () => {
  for (const argv of [["--version"], ["-v"], ["--version", "anything"]]) {
    it(`answers ${argv.join(" ")} at once`, () => {
      expect(classify(argv, pipe)).to.deep.equal({ kind: "version" });
    });
  }

  for (const argv of [[], ["help"], ["--help"], ["-h"]]) {
    it(`answers "${argv.join(" ")}" with the root help, its headers bold on a terminal only`, () => {
      expect(classify(argv, pipe)).to.deep.equal({ kind: "help", bold: false });
      expect(classify(argv, terminal)).to.deep.equal({ kind: "help", bold: true });
    });
  }

  for (const argv of [["chat"], ["help", "chat"], ["chat", "--help"], ["chat", "--version"], ["--help", "--json"], ["--", "--help"]]) {
    it(`leaves "${argv.join(" ")}" to oclif`, () => {
      expect(classify(argv, pipe)).to.deep.equal({ kind: "oclif", argv });
    });
  }

  const only = (name: string, value: string): Surroundings => ({ ...terminal, env: { ...terminal.env, [name]: value } });
  const unsure: readonly (readonly [string, Surroundings])[] = [
    ["a wide terminal", { ...terminal, columns: 120 }],
    ["a terminal nobody knows", only("TERM", "dumb")],
    ["a terminal whose errors go elsewhere", { ...terminal, stderrIsTerminal: false }],
    ["FORCE_COLOR on a terminal", only("FORCE_COLOR", "0")],
    ["NO_COLOR on a terminal", only("NO_COLOR", "1")],
    ["FORCE_COLOR in a pipe", { ...pipe, env: { FORCE_COLOR: "1" } }],
    ["OCLIF_COLUMNS in a pipe", { ...pipe, env: { OCLIF_COLUMNS: "100" } }],
    ["a Linux inside Windows", { ...pipe, kernel: "5.15.1-microsoft-standard-WSL2" }],
  ];
  for (const [name, around] of unsure) {
    it(`leaves the help on ${name} to oclif`, () => {
      expect(classify(["--help"], around)).to.deep.equal({ kind: "oclif", argv: ["--help"] });
    });
  }

  it("leaves the version to oclif where it names another platform", () => {
    expect(classify(["--version"], { ...pipe, env: { WSL_DISTRO_NAME: "Debian" } }).kind).to.equal("oclif");
  });

  it("takes run for chat --print", () => {
    expect(classify(["run", "fix it", "--json"], pipe)).to.deep.equal({ kind: "oclif", argv: ["chat", "--print", "fix it", "--json"] });
  });
});
