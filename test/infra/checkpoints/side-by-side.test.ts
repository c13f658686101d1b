import { expect } from "chai";
import { existsSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryName } from "../../../src/infra/files/replace-file.ts";
import { back, rewindScene } from "./rewind-scene.ts";

describe("a command that runs while another agent writes", () => {
  it("is not taken for the one that wrote, in whatever moment of the write it begins", async () => {
    await using scene = await rewindScene();
    const { cwd, files, recorder } = scene;
    const [path, temporary] = [join(cwd, "a.txt"), join(cwd, temporaryName())];
    const id = await scene.turn("go", async () => {
      await recorder.willWrite(path, Buffer.from("one\n"), "write");
      writeFileSync(temporary, "one\n");
      const ended = await recorder.willRun("true", "bash");
      renameSync(temporary, path);
      await recorder.settled(path);
      await ended();
      await Promise.all([...Array.from({ length: 10 }, async (_, index) => files.write(`${index}.txt`, Buffer.from("x\n"))), scene.run("true"), scene.run("true")]);
    });
    const { left } = await back(scene, id);
    expect([left, existsSync(path), existsSync(temporary), existsSync(join(cwd, "9.txt"))]).to.deep.equal([[], false, false, false]);
    expect(scene.problems).to.deep.equal([]);
  });
});
