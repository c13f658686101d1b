import { expect } from "chai";
import { scene } from "./bad-days/scene.ts";

describe("the list of providers", () => {
  it("says ready of a server on this machine, which needs no key, and what is missing of one elsewhere", async () => {
    await using s = await scene(() => ({ text: "" }));
    const state = async (baseURL: string): Promise<string> => {
      const { stdout } = await s.run(["providers", "list"], { env: { OPENAI_API_KEY: "", OPENAI_BASE_URL: baseURL } });
      return /^openai\s+\S+\s+(.*)$/m.exec(stdout)?.[1] ?? stdout;
    };
    expect([await state("http://127.0.0.1:8080/v1"), await state("https://models.example.com/v1")]).to.deep.equal(["ready", "needs apiKey"]);
  });
});
