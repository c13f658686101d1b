import { expect } from "chai";
import { needsProgram } from "./needs-program.ts";

/** What a hook made by needsProgram does in an environment. */
function outcome(program: string, env: NodeJS.ProcessEnv): string {
  let result = "runs";
  let said = "";
  const skip = (): never => {
    result = `skipped,${said}`;
    throw new Error("pending");
  };
  try {
    Reflect.apply(needsProgram(program, env, (line) => (said += line)), { skip }, []);
  } catch (error) {
    if (result === "runs") result = error instanceof Error ? error.message : "?";
  }
  return result;
}

describe("a test that needs a system program", () => {
  const path = process.env["PATH"] ?? "";

  it("runs where the program is", () => {
    expect(outcome("sh", { PATH: path, CI: "true" })).to.equal("runs");
  });

  it("is skipped on a user's machine without it, which is told with the cure", () => {
    const skipped = /^skipped,\s+skipped: no-such-program is missing: apt install no-such-program\n$/;
    expect(outcome("no-such-program", { PATH: path })).to.match(skipped);
    expect(outcome("no-such-program", { PATH: path, CI: "false" })).to.match(skipped);
  });

  it("fails in CI without it, and says what to install", () => {
    expect(outcome("no-such-program", { PATH: path, CI: "true" })).to.include("apt install no-such-program");
    expect(outcome("gpg", { PATH: "/nowhere", CI: "1" })).to.include("apt install gnupg");
  });
});
