import { expect } from "chai";
import { classify, type Surroundings } from "../../src/boot/classify.ts";

const pipe: Surroundings = { env: {}, kernel: "6.1.0", stdinIsTerminal: false, stdoutIsTerminal: false, stderrIsTerminal: false, columns: undefined };
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
      expect(classify(argv, pipe)).to.deep.equal({ kind: "oclif", argv, paint: false });
    });
  }

  it("takes --json before a flag of chat as chat's", () => {
    expect(classify(["--json", "-p", "hi"], pipe)).to.deep.include({ argv: ["chat", "--json", "-p", "hi"] });
    expect(classify(["--json"], pipe)).to.deep.include({ argv: ["--json"] });
    expect(classify(["--json", "models"], pipe)).to.deep.include({ argv: ["--json", "models"] });
  });

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
      expect(classify(["--help"], around)).to.deep.equal({ kind: "oclif", argv: ["--help"], paint: false });
    });
  }

  it("leaves the version to oclif where it names another platform", () => {
    expect(classify(["--version"], { ...pipe, env: { WSL_DISTRO_NAME: "Debian" } }).kind).to.equal("oclif");
  });

  it("takes run for chat --print", () => {
    expect(classify(["run", "fix it", "--json"], pipe)).to.deep.equal({ kind: "oclif", argv: ["chat", "--print", "fix it", "--json"], paint: false });
  });

  for (const argv of [["-p", "hi"], ["-cp", "hi"], ["--continue"], ["-r"], ["-m", "a/b", "Go"], ["--set", "log.level=debug"], ["mend the test"], ["--bogus"]]) {
    it(`takes "${argv.join(" ")}" for chat`, () => {
      expect(classify(argv, pipe)).to.deep.equal({ kind: "oclif", argv: ["chat", ...argv], paint: false });
    });
  }

  for (const argv of [["cht"], ["--json"], ["-"], ["--", "-p"], ["models", "list"]]) {
    it(`takes "${argv.join(" ")}" for no prompt`, () => {
      expect(classify(argv, pipe)).to.deep.equal({ kind: "oclif", argv, paint: false });
    });
  }

  const conversation: Surroundings = { ...terminal, stdinIsTerminal: true };

  it("opens a conversation where nothing is asked for on a terminal that both shows and reads", () => {
    expect(classify([], conversation)).to.deep.equal({ kind: "oclif", argv: ["chat"], paint: true });
  });

  for (const words of ["", "Go", "-m openai/x Go", "-c", "--permission-mode plan", "--set chat.maxTurns=3"]) {
    it(`paints the beginning of a conversation for "chat ${words}"`, () => {
      const argv = ["chat", ...words.split(" ").filter(Boolean)];
      expect(classify(argv, conversation)).to.deep.equal({ kind: "oclif", argv, paint: true });
      expect(classify(argv, terminal)).to.deep.include({ paint: false });
      expect(classify(argv, { ...conversation, stdoutIsTerminal: false })).to.deep.include({ paint: false });
    });
  }

  it("paints the beginning of a conversation where chat is left out", () => {
    expect(classify(["-c"], conversation)).to.deep.equal({ kind: "oclif", argv: ["chat", "-c"], paint: true });
    expect(classify(["-p", "hi"], conversation)).to.deep.include({ paint: false });
  });

  for (const words of ["-p", "-p Go", "-cp Go", "--print=Go", "--prompt Go", "--json", "--output-format=json", "--help", "-h", "-r", "--resume", "-q", "--quiet"]) {
    it(`paints nothing for "chat ${words}", which may be no conversation or asks first`, () => {
      expect(classify(["chat", ...words.split(" ")], conversation)).to.deep.include({ paint: false });
    });
  }
});
