import { memoryNotes } from "@ainative-code/test-kit";
import { expect } from "chai";
import { FactBook } from "../../src/facts/fact-book.ts";
import type { Server } from "../../src/server.ts";

const { signal } = new AbortController();

describe("what a model of Ollama has refused", () => {
  const notes = memoryNotes();
  const server = (shown: unknown): Server => ({
    url: "http://127.0.0.1:9",
    errors: { who: "Ollama" },
    notes,
    fetch: () => Promise.reject(new Error("nothing is fetched")),
    ask: () => Promise.resolve(shown),
  });

  it("is known to the next process, where the server does not tell itself", async () => {
    const silent = server({});
    const first = new FactBook();
    await first.of(silent, "m", signal);
    expect(first.correct(silent, "m", { tools: false })).to.equal(true);
    expect(await new FactBook().of(silent, "m", signal)).to.include({ tools: false, vision: undefined });
    expect(await new FactBook().of(silent, "other", signal)).to.include({ tools: undefined });
  });

  it("does not stand against what the server tells", async () => {
    const telling = server({ capabilities: ["completion", "tools"] });
    expect(await new FactBook().of(telling, "m", signal)).to.include({ tools: true });
  });
});
