import { expect } from "chai";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readModels, writeModels } from "../../../src/infra/completion/models-cache.ts";
import { peekSessions } from "../../../src/infra/completion/peek-sessions.ts";

describe("what completion reads", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "completion-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("is the models of each provider as they were listed last", () => {
    const cache = join(folder, "deep/cache");
    writeModels(cache, { one: ["a", "b"], two: ["c"] });
    writeModels(cache, { two: ["d"] });
    expect(readModels(cache)).to.deep.equal({ one: ["a", "b"], two: ["d"] });
    expect(statSync(join(cache, "models.json")).mode & 0o777).to.equal(0o600);
  });

  it("is nothing where a file is missing or broken, and no failure where none can be written", () => {
    expect(readModels(folder)).to.deep.equal({});
    writeFileSync(join(folder, "models.json"), '{"one": "x", "two": [1, "y"]}');
    expect(readModels(folder)).to.deep.equal({ one: [], two: ["y"] });
    writeFileSync(join(folder, "models.json"), "[");
    expect(readModels(folder)).to.deep.equal({});
    writeModels(join(folder, "models.json/below"), { one: ["a"] });
    expect(peekSessions(join(folder, "none.db"), { cwd: "/", limit: 5 })).to.deep.equal([]);
  });
});
