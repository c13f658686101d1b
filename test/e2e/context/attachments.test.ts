import type { ScriptedReply } from "@ainative-code/test-kit";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { scene } from "../bad-days/scene.ts";
import { asked, put } from "./context-scene.ts";

const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

describe("files that a prompt names", () => {
  it("are attached whole or by lines, with the rules that hold for them; what can't be is told", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    put(s, "sub/a.ts", "one\ntwo\nthree\nfour\n");
    put(s, "sub/AGENTS.md", "Rule of the sub-folder.");
    put(s, "two words.txt", "in quotes");
    put(s, "long.txt", "a line of it\n".repeat(20_000));
    writeFileSync(join(s.home.project, "binary.bin"), Buffer.from([1, 0, 2]));
    writeFileSync(join(s.home.project, "huge.txt"), "x".repeat(6 * 1024 * 1024));
    mkdirSync(join(s.home.project, "folder"));
    put(s, "folder/inside.ts", "");
    const prompt = 'See @sub/a.ts:2-3 @"two words.txt" @long.txt @binary.bin @huge.txt @folder @sub/a.ts:90 @/etc/hostname @nothing';
    const done = await s.run(["chat", "-m", "openai/m", "-p", prompt]);
    expect(done.exitCode, done.stderr).to.equal(0);
    const said = asked(s, 0).at(-1)?.text ?? "";
    for (const text of ["two\\\\nthree\\\\n<", "in quotes", "inside.ts", "left out", "Rule of the sub-folder."]) expect(said).to.include(text.replaceAll("\\\\n", "\\n"));
    expect(said).to.not.include("four");
    const told = ["@long.txt has 260,000 characters", "@binary.bin was not attached: it is no text", "@huge.txt was not attached", "@sub/a.ts:90 was not attached: the file has 5 lines", "@/etc/hostname was not attached: it was refused"];
    for (const notice of told) expect(done.stderr).to.include(notice);
  });

  it("are what they hold and not what they are called", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    put(s, "page.png", "<html>no picture</html>");
    writeFileSync(join(s.home.project, "picture.txt"), png);
    writeFileSync(join(s.home.project, "latin.txt"), Buffer.from("Gr\xfc\xdfe", "latin1"));
    writeFileSync(join(s.home.project, "wide.txt"), Buffer.from("\ufeffwide words", "utf16le"));
    const done = await s.run(["chat", "-m", "openai/m", "-p", "See @page.png @picture.txt @latin.txt @wide.txt"]);
    expect([done.exitCode, done.stderr]).to.deep.equal([0, ""]);
    const said = asked(s, 0).at(-1)?.text ?? "";
    for (const text of ["no picture", "data:image/png;base64,", "Gr\u00fc\u00dfe", "wide words"]) expect(said).to.include(text);
  });

  it("that the vendor refuses do not spoil the conversation, in this process or the next", async () => {
    const refusal: ScriptedReply = { status: 400, body: { error: { message: "Could not process image.", type: "invalid_request_error" } } };
    await using s = await scene(({ body }) => (JSON.stringify(body).includes("data:image/png") ? refusal : { text: "Fine." }));
    writeFileSync(join(s.home.project, "picture.png"), png);
    const first = await s.run(["chat", "-m", "openai/m", "-p", "See @picture.png"]);
    expect([first.exitCode, first.stdout], first.stderr).to.deep.equal([0, "Fine.\n"]);
    expect(first.stderr).to.include("From now on words stand in the place of the picture or file");
    const second = await s.chat(["--continue"]);
    expect([second.exitCode, second.stdout], second.stderr).to.deep.equal([0, "Fine.\n"]);
  });
});
